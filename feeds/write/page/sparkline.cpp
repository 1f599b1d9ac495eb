#include "feeds/write/page/sparkline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>

namespace arna {
namespace {

constexpr std::size_t bar_width = 4, bar_step = 5; ///< in units of the drawing
constexpr std::int64_t height = 28;

/// The outline of the bars. Whole units: the same on every machine.
std::string outline(std::span<const std::int64_t> days, std::int64_t most) {
    std::string path;
    for (std::size_t day = 0; day < days.size(); ++day) {
        if (days[day] <= 0) continue;
        // In floating point, for the product of two large counts would not fit.
        const double share = static_cast<double>(days[day]) / static_cast<double>(most);
        const auto bar = std::max<std::int64_t>(2, static_cast<std::int64_t>(share * height));
        fmt::format_to(std::back_inserter(path), "M{} {}v-{}h{}v{}z", day * bar_step, height, bar, bar_width, bar);
    }
    return path;
}

std::string ground(std::size_t days) {
    std::string path;
    for (std::size_t day = 0; day < days; ++day)
        fmt::format_to(std::back_inserter(path), "M{} {}v-1h{}v1z", day * bar_step, height, bar_width);
    return path;
}

void write_path(XmlWriter& html, std::string_view kind, std::string_view path) {
    html.start("path");
    html.attribute("class", kind);
    html.attribute("d", path);
    html.end();
}

} // namespace

void write_sparkline(XmlWriter& html, std::span<const std::int64_t> days, std::string_view title) {
    if (days.empty()) return;
    html.start("svg");
    html.attribute("class", "spark");
    html.attribute("role", "img");
    html.attribute("viewBox", fmt::format("0 0 {} {}", days.size() * bar_step - (bar_step - bar_width), height));
    html.attribute("preserveAspectRatio", "none");
    html.element("title", title);
    write_path(html, "ground", ground(days.size()));
    if (const auto most = std::ranges::max(days); most > 0) write_path(html, "bars", outline(days, most));
    html.end();
}

} // namespace arna
