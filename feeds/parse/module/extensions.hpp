#pragma once
#include "feeds/parse/format/element_table.hpp"

#include <span>

namespace arna {

/// The rules of everything that may stand in the feeds and items of any XML format besides its own elements: Atom,
/// Dublin Core and the other modules, iTunes, Media RSS, GeoRSS, chapters.
[[nodiscard]] std::span<const std::span<const FieldRule<RawFeed>>> feed_extensions();
[[nodiscard]] std::span<const std::span<const FieldRule<RawItem>>> item_extensions();

/// What remains to be done for an item when its elements have been read.
void settle_extensions(Reader& reader, const Element& element, RawItem& item);

} // namespace arna
