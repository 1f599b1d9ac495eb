#include "feeds/rules/query/query.hpp"
#include "feeds/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace arna {
namespace {

constexpr std::size_t width_before = 60; ///< code points shown before the column, and behind it
constexpr std::size_t width_behind = 30;

std::u32string code_points_of(std::string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) out.push_back(next_code_point(text, at));
    return out;
}

/// What takes no room on a terminal would push the caret away from its place.
char32_t printable(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) ? U' ' : c; }

} // namespace

std::string caret_lines(std::string_view text, std::size_t column) {
    const std::u32string rule = code_points_of(text);
    const std::size_t place = std::min(std::max<std::size_t>(column, 1) - 1, rule.size());
    const std::size_t line_feed = place == 0 ? std::u32string::npos : rule.rfind(U'\n', place - 1);
    const std::size_t line = line_feed == std::u32string::npos ? 0 : line_feed + 1;
    const std::size_t line_end = std::min(rule.find(U'\n', place), rule.size());
    const std::size_t begin = place - line > width_before ? place - width_before : line;
    const std::size_t end = std::min(line_end, place + width_behind);

    std::string shown = begin > line ? "…" : "";
    const std::size_t indent = (place - begin) + (begin > line ? 1 : 0);
    for (std::size_t i = begin; i < end; ++i) append_utf8(shown, printable(rule[i]));
    if (end < line_end) shown += "…";
    return fmt::format("{}\n{:>{}}\n", shown, '^', indent + 1);
}

} // namespace arna
