#pragma once
#include "feeds/parse/format/element_table.hpp"

#include <span>

namespace arna {

/// Media RSS (https://www.rssboard.org/media-rss) in items; of a feed the model holds title and categories.
[[nodiscard]] std::span<const FieldRule<RawFeed>> media_of_feeds();
[[nodiscard]] std::span<const FieldRule<RawItem>> media_of_items();

/// Reads the Media RSS of an item when its other elements have been read: its title and description stand in for
/// missing ones.
void settle_media(Reader& reader, const Element& element, RawItem& item);

} // namespace arna
