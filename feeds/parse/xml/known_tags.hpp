#pragma once
#include <string_view>

/// Names of tags, whatever their case, that say how damaged markup was meant.
namespace arna {

/// The outermost element of a feed, with any prefix.
[[nodiscard]] bool is_root_tag(std::string_view name);

/// An item of RSS or an entry of Atom, with any prefix; one never holds another.
[[nodiscard]] bool is_item_tag(std::string_view name);

/// An element that holds items or their parts: rss, channel, feed, item …
[[nodiscard]] bool is_container_tag(std::string_view name);

/// Whether the start tag `next` shows that the element `open`, a part of a feed or item, should have ended before it.
/// Everything ends before an item. A short text (title, link, guid …) ends before every part of an item; a long one
/// (description, content …) may hold HTML, and ends only before what HTML does not have (guid, pubDate, dc:creator …).
[[nodiscard]] bool implies_end(std::string_view open, std::string_view next);

/// An element of HTML that never has an end tag: br, img …
[[nodiscard]] bool is_void_tag(std::string_view name);

} // namespace arna
