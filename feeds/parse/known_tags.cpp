#include "feeds/parse/known_tags.hpp"

#include "feeds/html/ascii.hpp"

#include <algorithm>
#include <initializer_list>

namespace arna {
namespace {

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> lower_names) {
    return std::ranges::any_of(lower_names, [&](std::string_view lower) { return equals_lower(name, lower); });
}

} // namespace

bool is_item_tag(std::string_view name) { return is_one_of(name.substr(name.find(':') + 1), {"item", "entry"}); }

bool is_root_tag(std::string_view name) {
    return is_one_of(name.substr(name.find(':') + 1), {"rss", "rdf", "feed", "channel", "entry", "redirect"});
}

bool is_void_tag(std::string_view name) { return is_one_of(name, {"br", "hr", "img", "wbr", "input"}); }

bool is_short_text_tag(std::string_view name) {
    return is_one_of(name, {"title", "link", "guid", "pubdate", "id", "updated", "published", "language", "category",
                            "comments", "enclosure"});
}

bool is_item_part_tag(std::string_view name) {
    return is_short_text_tag(name) || is_one_of(name, {"description", "author", "summary", "content", "source"});
}

} // namespace arna
