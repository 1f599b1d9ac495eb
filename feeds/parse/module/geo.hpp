#pragma once
#include "feeds/parse/format/element_table.hpp"

#include <span>

namespace arna {

/// GeoRSS (simple and GML), W3C geo and ICBM, of feeds and of items. Positions are read as "latitude longitude", but
/// for GML in a coordinate system that has it the other way round.
[[nodiscard]] std::span<const FieldRule<RawFeed>> geo_of_feeds();
[[nodiscard]] std::span<const FieldRule<RawItem>> geo_of_items();

/// Drops a place whose coordinates are incomplete. To be called when everything has been read.
void settle_geo(Boxed<Geo>& geo);

} // namespace arna
