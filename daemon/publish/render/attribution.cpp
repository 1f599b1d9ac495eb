#include "daemon/publish/render/attribution.hpp"

#include "daemon/publish/channels.hpp"
#include "feeds/model/entry_id.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/url/url_parts.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace arna {
namespace {

bool names_a_user(std::string_view url) { return split_url(url).userinfo.data() != nullptr; }

bool is_published(const PublishedSource* source) { return source != nullptr && source->is_published; }

void publish_source(const Catalogue& catalogue, ArticleSource& source) {
    const PublishedSource* const configured = catalogue.source(source.name);
    FeedFacts& facts = source.facts;
    if (is_published(configured)) {
        if (facts.self.empty()) facts.self = configured->url;
        if (names_a_user(facts.self)) facts.self.clear();
    } else {
        // Its address may be a secret, and feeds without an id use their address as one.
        facts.self.clear();
        if (is_http_url(facts.id)) facts.id.clear();
    }
    if (names_a_user(facts.link)) facts.link.clear();
    if (!is_absolute_iri(facts.id) || names_a_user(facts.id))
        facts.id = source_feed_id(catalogue.options(), source.name);
}

/// Whether a feed may show what a source says. What it showed of one that left the configuration, it goes on to show.
bool may_show(const Catalogue& catalogue, const std::string& source, const PublishedTag* tag) {
    const PublishedSource* const configured = catalogue.source(source);
    if (configured == nullptr || configured->is_gone || configured->is_published) return true;
    return tag != nullptr && std::ranges::find(tag->sources, source) != tag->sources.end();
}

/// Leaves what every source that has the article tells of it.
void leave_common_facts(Entry& entry) {
    Entry common;
    common.id = std::move(entry.id);
    common.id_is_permalink = entry.id_is_permalink;
    common.link = std::move(entry.link);
    common.title = std::move(entry.title);
    common.lang = std::move(entry.lang);
    common.published = entry.published;
    common.updated = entry.updated;
    entry = std::move(common);
}

} // namespace

void publish_attribution(const Catalogue& catalogue, Article& article, const PublishedTag* tag) {
    if (!may_show(catalogue, article.source.name, tag)) {
        leave_common_facts(article.entry);
        const auto other = std::ranges::find_if(
            article.also_in, [&](const ArticleSource& one) { return is_published(catalogue.source(one.name)); });
        if (other != article.also_in.end()) {
            article.source = std::move(*other);
            article.also_in.erase(other);
        }
    }
    publish_source(catalogue, article.source);
    std::erase_if(article.also_in,
                  [&](const ArticleSource& other) { return !is_published(catalogue.source(other.name)); });
    for (ArticleSource& other : article.also_in) publish_source(catalogue, other);
    for (Follower& follower : article.followers) publish_source(catalogue, follower.source);
}

ContentPolicy published_content(const Catalogue& catalogue, const Article& article, ContentPolicy policy) {
    const PublishedSource* const source = catalogue.source(article.source.name);
    if (source == nullptr) return policy;
    // What stands on a page was not offered for syndication, unless the operator knows better.
    const bool is_reserved = article.entry.is_content_of_page && !source->offers_pages;
    return std::max({policy, source->content, is_reserved ? ContentPolicy::summary : ContentPolicy::full});
}

} // namespace arna
