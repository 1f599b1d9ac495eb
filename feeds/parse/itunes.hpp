#pragma once
#include "feeds/parse/element_table.hpp"

#include <span>

namespace arna {

/// The podcast tags of Apple.
[[nodiscard]] std::span<const ElementRule<RawFeed>> itunes_of_feeds();
[[nodiscard]] std::span<const ElementRule<RawItem>> itunes_of_items();

} // namespace arna
