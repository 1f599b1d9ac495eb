#pragma once
#include <string_view>

/// Names of tags, whatever their case, that say how damaged markup was meant.
namespace arna {

/// An item of RSS or an entry of Atom, with any prefix; one never holds another.
[[nodiscard]] bool is_item_tag(std::string_view name);

/// The outermost element of a feed.
[[nodiscard]] bool is_root_tag(std::string_view name);

/// An element of HTML that never has an end tag: br, img …
[[nodiscard]] bool is_void_tag(std::string_view name);

/// An element of feeds and items that holds a short text or nothing, and so no other element of an item: title, enclosure …
[[nodiscard]] bool is_short_text_tag(std::string_view name);

/// An element of an item.
[[nodiscard]] bool is_item_part_tag(std::string_view name);

} // namespace arna
