#pragma once
#include "feeds/parse/format/element_table.hpp"

#include <span>

namespace arna {

/// The podcast tags of Apple.
[[nodiscard]] std::span<const FieldRule<RawFeed>> itunes_of_feeds();
[[nodiscard]] std::span<const FieldRule<RawItem>> itunes_of_items();

} // namespace arna
