#pragma once
#include "feeds/parse/format/element_table.hpp"

#include <span>

namespace arna {

/// Podlove simple chapters (https://podlove.org/simple-chapters/).
[[nodiscard]] std::span<const FieldRule<RawItem>> chapters_of_items();

} // namespace arna
