#pragma once
#include "feeds/write/xml_writer.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace arna {

/// A drawing of one number a day, the latest on the right: an SVG image called `title`, of bars whose height is their
/// share of the largest. A day with anything at all is at least a pixel high; none leaves a mark on the ground.
void write_sparkline(XmlWriter& html, std::span<const std::int64_t> days, std::string_view title);

} // namespace arna
