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

void keep_first(std::string& field, const std::string& value) {
    if (field.empty()) field = value;
}

/// href="" is the base itself (RFC 3986 §4.4); an element without href may have the address as its text.
std::string address(Reader& reader, const Element& element) {
    const bool has_href = element.node.attribute("href");
    auto made = reader.url(element, element.attribute("href"));
    if (made.empty() && has_href && element.scope->base != nullptr) return *element.scope->base;
    return made.empty() ? reader.url(element) : made;
}

/// "application/xhtml+xml" is a page.
bool is_feed_type(std::string_view type) {
    if (type.find("html") != std::string_view::npos) return false;
    return type.find("atom") != std::string_view::npos || type.find("rss") != std::string_view::npos ||
           type.ends_with("xml");
}

} // namespace

std::string link_relation(const Element& element) {
    auto written = trim_html_space(element.attribute("rel"));
    for (const std::string_view prefix :
         {"http://www.iana.org/assignments/relation/", "https://www.iana.org/assignments/relation/"}) {
        if (written.starts_with(prefix)) written.remove_prefix(prefix.size());
    }
    std::string rel(written);
    if (rel.find(':') == std::string::npos) std::ranges::transform(rel, rel.begin(), ascii_lower);
    return rel.empty() ? "alternate" : rel;
}

Link read_link(Reader& reader, const Element& element) {
    Link link;
    link.rel = link_relation(element);
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

void add_link(Room& room, RawFeed& feed, Link link) {
    if (link.rel == "self") keep_first(feed.self, link.href);
    if (link.rel == "license") keep_first(feed.license, link.href);
    if (link.rel == "hub" && !link.href.empty() && std::ranges::find(feed.hubs, link.href) == feed.hubs.end())
        room.add(feed.hubs, link.href, limits::hubs);
    for (const auto& [rel, field] : history_links) {
        if (link.rel == rel) keep_first(feed.*field, link.href);
    }
    room.add(feed.links, std::move(link), limits::links);
}

void add_link(Room& room, RawItem& item, Link link) {
    if (link.rel == "via") keep_first(item.via, link.href);
    if (link.rel == "license") keep_first(item.license, link.href);
    if (link.rel == "replies") keep_first(is_feed_type(link.type) ? item.comments_feed : item.comments, link.href);
    if (link.rel == "enclosure" && !link.href.empty())
        room.add(item.enclosures, Enclosure{link.href, link.type, link.length});
    room.add(item.links, std::move(link), limits::links);
}

void add_link(Room& room, RawSource& source, Link link) {
    if (link.rel == "self") keep_first(source.self, link.href);
    room.add(source.links, std::move(link), limits::links);
}

} // namespace arna
