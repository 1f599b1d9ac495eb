#pragma once
#include "feeds/write/xml_writer.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Pictures of counts as SVG, drawn here: no script, colours from the page's style, in light and dark. Each is
/// stretched to its place, so nothing in it is text; words stand around it.
namespace arna {

/// One colour of a stack: its name for the legend, its class in the style, and a number for each slot, the oldest first.
struct Series {
    std::string name;
    std::string_view style; ///< "c0" … "c5", "new", "same", "failed"
    std::vector<std::uint32_t> values;
};

/// Bars of stacked series, one for each slot; the tallest is as high as the picture. `title` is read out. `labels`: what
/// a pointer over each slot is told; may be empty.
void write_stack(XmlWriter& html, std::string_view title, std::span<const Series> series,
                 std::span<const std::string> labels);

/// The sum of the tallest bar.
[[nodiscard]] std::uint32_t tallest(std::span<const Series> series);

/// A line over `values`, from 0 to `top`, with a mark across at `mark`.
void write_line(XmlWriter& html, std::string_view title, std::span<const std::uint32_t> values, std::uint32_t top,
                std::uint32_t mark, std::span<const std::string> labels);

/// Small bars for a row of a table.
void write_bars(XmlWriter& html, std::string_view title, std::span<const std::uint32_t> values);

/// Cells of one height for a row of a table, each with a class of the style; an empty class leaves its place empty.
void write_cells(XmlWriter& html, std::string_view title, std::span<const std::string_view> styles);

} // namespace arna
