#include "daemon/operations/page/figure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

namespace arna {
namespace {

// In units of the picture, which is stretched: a slot is 10 wide, of which the bar takes 8.
constexpr int slot_width = 10;
constexpr int bar_width = 8;
constexpr int height = 100;

std::size_t slots_of(std::span<const Series> series) {
    std::size_t slots = 0;
    for (const auto& one : series) slots = std::max(slots, one.values.size());
    return slots;
}

std::uint32_t value_of(const Series& series, std::size_t slot) {
    return slot < series.values.size() ? series.values[slot] : 0;
}

void begin_picture(XmlWriter& html, std::string_view style, std::string_view title, std::size_t slots) {
    html.start("svg");
    html.attribute("class", style);
    html.attribute("role", "img");
    html.attribute("viewBox", fmt::format("0 0 {} {}", slots * slot_width, height));
    html.attribute("preserveAspectRatio", "none");
    html.element("title", title);
}

/// A rectangle of a path, from `low` to `high` above the ground.
void append_bar(std::string& path, std::size_t slot, double low, double high) {
    fmt::format_to(std::back_inserter(path), "M{} {:.4g}h{}v{:.4g}h-{}z", slot * slot_width + 1, height - low,
                   bar_width, low - high, bar_width);
}

void write_path(XmlWriter& html, std::string_view style, std::string_view path) {
    if (path.empty()) return;
    html.start("path");
    html.attribute("class", style);
    html.attribute("d", path);
    html.end();
}

/// Invisible, over the whole height of each slot, for the pointer.
void write_labels(XmlWriter& html, std::span<const std::string> labels) {
    for (std::size_t slot = 0; slot < labels.size(); ++slot) {
        html.start("rect");
        html.attribute("class", "tip");
        html.attribute("x", fmt::format("{}", slot * slot_width));
        html.attribute("width", fmt::format("{}", slot_width));
        html.attribute("height", fmt::format("{}", height));
        html.element("title", labels[slot]);
        html.end();
    }
}

} // namespace

std::uint32_t tallest(std::span<const Series> series) {
    std::uint32_t most = 0;
    for (std::size_t slot = 0; slot < slots_of(series); ++slot) {
        std::uint32_t sum = 0;
        for (const auto& one : series) sum += value_of(one, slot);
        most = std::max(most, sum);
    }
    return most;
}

void write_stack(XmlWriter& html, std::string_view title, std::span<const Series> series,
                 std::span<const std::string> labels) {
    const auto slots = slots_of(series);
    const double unit = static_cast<double>(height) / std::max(tallest(series), 1u);
    begin_picture(html, "plot", title, slots);
    std::vector<double> ground(slots, 0);
    for (const auto& one : series) {
        std::string path;
        for (std::size_t slot = 0; slot < slots; ++slot) {
            const auto value = value_of(one, slot);
            if (value == 0) continue;
            const auto top = ground[slot] + value * unit;
            append_bar(path, slot, ground[slot], top);
            ground[slot] = top;
        }
        write_path(html, one.style, path);
    }
    write_labels(html, labels);
    html.end();
}

void write_line(XmlWriter& html, std::string_view title, std::span<const std::uint32_t> values, std::uint32_t top,
                std::uint32_t mark, std::span<const std::string> labels) {
    const double unit = static_cast<double>(height) / std::max(top, 1u);
    begin_picture(html, "plot", title, values.size());
    write_path(html, "mark", fmt::format("M0 {:.4g}H{}", height - mark * unit, values.size() * slot_width));
    std::string path;
    for (std::size_t slot = 0; slot < values.size(); ++slot)
        fmt::format_to(std::back_inserter(path), "{}{} {:.4g}", path.empty() ? "M" : "L",
                       slot * slot_width + slot_width / 2, height - std::min(values[slot], top) * unit);
    write_path(html, "line", path);
    write_labels(html, labels);
    html.end();
}

void write_bars(XmlWriter& html, std::string_view title, std::span<const std::uint32_t> values) {
    const auto most = values.empty() ? 0 : std::ranges::max(values);
    const double unit = static_cast<double>(height) / std::max(most, 1u);
    begin_picture(html, "bars", title, values.size());
    std::string path, ground;
    for (std::size_t slot = 0; slot < values.size(); ++slot) {
        if (values[slot] > 0) append_bar(path, slot, 0, std::max(values[slot] * unit, 8.0));
        append_bar(ground, slot, 0, 4);
    }
    write_path(html, "ground", ground);
    write_path(html, "c0", path);
    html.end();
}

void write_cells(XmlWriter& html, std::string_view title, std::span<const std::string_view> styles) {
    begin_picture(html, "cells", title, styles.size());
    std::map<std::string_view, std::string> paths;
    for (std::size_t slot = 0; slot < styles.size(); ++slot)
        append_bar(paths[styles[slot].empty() ? "ground" : styles[slot]], slot, 0, height);
    for (const auto& [style, path] : paths) write_path(html, style, path);
    html.end();
}

} // namespace arna
