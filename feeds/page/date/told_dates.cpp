#include "feeds/page/date/told_dates.hpp"

#include <array>
#include <cstdint>

namespace arna {
namespace {

/// Of meta elements, the surest first.
constexpr auto published_names = std::to_array<const char*>({"article:published_time",
                                                             "og:article:published_time",
                                                             "datepublished",
                                                             "date_published",
                                                             "article:published",
                                                             "publishdate",
                                                             "publish-date",
                                                             "publish_date",
                                                             "pubdate",
                                                             "publication_date",
                                                             "publicationdate",
                                                             "og:published_time",
                                                             "parsely-pub-date",
                                                             "sailthru.date",
                                                             "dc.date.issued",
                                                             "dcterms.issued",
                                                             "citation_publication_date",
                                                             "citation_online_date",
                                                             "citation_date",
                                                             "article_date_original",
                                                             "originalpublicationdate",
                                                             "cxenseparse:recs:publishtime",
                                                             "cxenseparse:publishtime",
                                                             "bt:pubdate",
                                                             "rnews:datepublished",
                                                             "shareaholic:article_published_time",
                                                             "eomportal-firstpublished",
                                                             "article.published",
                                                             "dateposted",
                                                             "pdate",
                                                             "published_time",
                                                             "published-date",
                                                             "blogger_date"});

/// Of meta elements that may speak of the page rather than of the article.
constexpr auto vague_names =
    std::to_array<const char*>({"dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "date", "displaydate",
                                "created", "article.created", "published", "timestamp", "release_date"});

constexpr auto updated_names = std::to_array<const char*>(
    {"article:modified_time", "og:article:modified_time", "og:updated_time", "article:updated", "datemodified",
     "dcterms.modified", "dc.date.modified", "last-modified", "lastmodified", "modified_time", "modificationdate",
     "revision_date", "updated_time", "article.updated", "shareaholic:article_modified_time", "lastmod",
     "date_modified"});

} // namespace

std::optional<ToldDate> told_publication(const PageSources& sources, const DateReader& reader) {
    if (const auto& article = sources.json_ld.article) {
        if (auto told = reader.told(article->published, "json-ld")) return told;
    }
    for (const char* name : published_names) {
        if (auto told = reader.told(sources.metadata.first({name}), "meta")) return told;
    }
    if (auto told = reader.told(sources.microdata.facts.published, "microdata")) return told;
    for (const char* name : vague_names) {
        if (auto told = reader.told(sources.metadata.first({name}), "meta")) return told;
    }
    return std::nullopt;
}

std::optional<ToldDate> told_update(const PageSources& sources, const DateReader& reader) {
    if (const auto& article = sources.json_ld.article) {
        if (auto told = reader.told(article->modified, "json-ld")) return told;
    }
    for (const char* name : updated_names) {
        if (auto told = reader.told(sources.metadata.first({name}), "meta")) return told;
    }
    if (auto told = reader.told(sources.microdata.facts.modified, "microdata")) return told;
    return std::nullopt;
}

std::optional<ToldDate> scripted_publication(const PageSources& sources, const DateReader& reader) {
    const HtmlTree& tree = sources.page.tree();
    constexpr std::size_t most_bytes = 2 << 20;
    std::size_t read = 0;
    for (std::uint32_t i = 0; i < tree.size() && read < most_bytes; ++i) {
        const NodeId id{i};
        if (!tree.is(id, HtmlTag::script) || tree[id].first_child == no_node) continue;
        const auto text = tree[tree[id].first_child].text;
        read += text.size();
        for (const std::string_view name :
             {"\"datePublished\"", "\"publishedDate\"", "\"publishDate\"", "\"pubDate\"", "\"dateCreated\""}) {
            const auto at = text.find(name);
            if (at == std::string_view::npos) continue;
            const auto begin = text.find('"', at + name.size());
            if (begin == std::string_view::npos || begin > at + name.size() + 4) continue;
            const auto end = text.find('"', begin + 1);
            if (end == std::string_view::npos || end - begin > 64) continue;
            if (auto told = reader.told(text.substr(begin + 1, end - begin - 1), "script")) return told;
        }
    }
    return std::nullopt;
}

} // namespace arna
