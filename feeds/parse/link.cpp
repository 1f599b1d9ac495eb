#include "feeds/parse/link.hpp"

#include "feeds/parse/limits.hpp"
#include "feeds/parse/numbers.hpp"
#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace arna {
namespace {

struct HistoryLink {
    std::string_view rel;
    std::string RawFeed::* field;
};

constexpr auto history_links = std::to_array<HistoryLink>({
    {"next", &RawFeed::next},
    {"prev", &RawFeed::prev},
    {"previous", &RawFeed::prev},
    {"first", &RawFeed::first},
    {"last", &RawFeed::last},
    {"prev-archive", &RawFeed::prev_archive},
    {"next-archive", &RawFeed::next_archive},
    {"current", &RawFeed::current},
});

constexpr std::size_t most_hubs = 20;

void keep_first(std::string& field, const std::string& value) {
    if (field.empty()) field = value;
}

/// Registered relations are written in lower case, without the prefix that makes URLs of them; their case does not matter
/// (RFC 8288 §2.1.1). Others are URLs, and stay.
std::string relation(std::string_view written) {
    written = trim_html_space(written);
    for (const std::string_view prefix :
         {"http://www.iana.org/assignments/relation/", "https://www.iana.org/assignments/relation/"}) {
        if (written.starts_with(prefix)) written.remove_prefix(prefix.size());
    }
    std::string rel(written);
    if (rel.find(':') == std::string::npos) std::ranges::transform(rel, rel.begin(), ascii_lower);
    return rel.empty() ? "alternate" : rel;
}

/// href="" is the base itself (RFC 3986 §4.4); an element without href may have the address as its text.
std::string address(Reader& reader, const Element& element) {
    const bool has_href = element.node.attribute("href");
    auto made = reader.url(element, element.attribute("href"));
    if (made.empty() && has_href && element.scope->base != nullptr) return *element.scope->base;
    return made.empty() ? reader.url(element) : made;
}

bool is_feed_type(std::string_view type) {
    return type.find("atom") != std::string_view::npos || type.find("rss") != std::string_view::npos ||
           type.ends_with("xml");
}

} // namespace

Link read_link(Reader& reader, const Element& element) {
    Link link;
    link.rel = relation(element.attribute("rel"));
    link.href = address(reader, element);
    link.type = trim_html_space(element.attribute("type"));
    link.hreflang = trim_html_space(element.attribute("hreflang"));
    link.title = trim_html_space(element.attribute("title"));
    link.length = read_count(element.attribute("length"));
    return link;
}

bool is_page(const Link& link) {
    return link.rel == "alternate" && !link.href.empty() &&
           (link.type.empty() || link.type.find("html") != std::string::npos);
}

std::string first_page(const std::vector<Link>& links) {
    const auto is_alternate = [](const Link& link) { return link.rel == "alternate" && !link.href.empty(); };
    auto found = std::ranges::find_if(links, is_page);
    if (found == links.end()) found = std::ranges::find_if(links, is_alternate);
    return found == links.end() ? std::string() : found->href;
}

void add_link(RawFeed& feed, Link link) {
    if (link.rel == "self") keep_first(feed.self, link.href);
    if (link.rel == "license") keep_first(feed.license, link.href);
    if (link.rel == "hub" && !link.href.empty() && feed.hubs.size() < most_hubs &&
        std::ranges::find(feed.hubs, link.href) == feed.hubs.end())
        feed.hubs.push_back(link.href);
    for (const auto& [rel, field] : history_links) {
        if (link.rel == rel) keep_first(feed.*field, link.href);
    }
    if (feed.links.size() < limits::links) feed.links.push_back(std::move(link));
}

void add_link(RawItem& item, Link link) {
    if (link.rel == "via") keep_first(item.via, link.href);
    if (link.rel == "license") keep_first(item.license, link.href);
    if (link.rel == "replies") keep_first(is_feed_type(link.type) ? item.comments_feed : item.comments, link.href);
    if (link.rel == "enclosure" && !link.href.empty()) item.enclosures.push_back({link.href, link.type, link.length});
    if (item.links.size() < limits::links) item.links.push_back(std::move(link));
}

void add_link(RawSource& source, Link link) {
    if (link.rel == "self") keep_first(source.self, link.href);
    if (source.links.size() < limits::links) source.links.push_back(std::move(link));
}

} // namespace arna
