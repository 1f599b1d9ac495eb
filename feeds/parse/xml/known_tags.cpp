#include "feeds/parse/xml/known_tags.hpp"

#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <initializer_list>

namespace arna {
namespace {

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> lower_names) {
    return std::ranges::any_of(lower_names, [&](std::string_view lower) { return equals_lower(name, lower); });
}

std::string_view without_prefix(std::string_view name) { return name.substr(name.find(':') + 1); }

bool holds_short_text(std::string_view name) {
    return is_one_of(name, {"title", "link", "guid", "pubdate", "id", "updated", "published", "language", "category",
                            "comments", "enclosure", "ttl", "generator", "docs", "copyright", "lastbuilddate"});
}

bool holds_long_text(std::string_view name) {
    return is_one_of(name, {"description", "summary", "content", "content:encoded"});
}

bool is_of_a_module(std::string_view name) {
    const auto colon = name.find(':');
    return colon != std::string_view::npos &&
           is_one_of(name.substr(0, colon), {"dc", "dcterms", "content", "media", "itunes", "atom", "slash", "wfw",
                                             "sy", "thr", "georss", "geo", "feedburner", "podcast", "yandex", "turbo"});
}

/// Parts of feeds and items that have no name of HTML.
bool is_certain_part(std::string_view name) {
    return is_one_of(name, {"guid", "pubdate", "description", "category", "comments", "enclosure", "author", "updated",
                            "published", "lastbuilddate", "managingeditor", "webmaster", "language", "generator", "ttl",
                            "image", "skiphours"}) ||
           is_of_a_module(name);
}

} // namespace

bool is_root_tag(std::string_view name) {
    return is_one_of(without_prefix(name), {"rss", "rdf", "feed", "channel", "entry", "redirect"});
}

bool is_item_tag(std::string_view name) { return is_one_of(without_prefix(name), {"item", "entry"}); }

bool is_container_tag(std::string_view name) {
    return is_one_of(without_prefix(name), {"rss", "rdf", "feed", "channel", "items", "item", "entry"});
}

bool implies_end(std::string_view open, std::string_view next) {
    if (is_item_tag(next)) return true;
    if (holds_short_text(open))
        return is_certain_part(next) || is_one_of(next, {"title", "link", "id", "summary", "content", "source"});
    return holds_long_text(open) && is_certain_part(next);
}

bool is_void_tag(std::string_view name) { return is_one_of(name, {"br", "hr", "img", "wbr", "input"}); }

} // namespace arna
