#include "feeds/parse/numbers.hpp"

#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>

namespace arna {
namespace {

/// "3:00", "1:02:03": at most three parts.
std::optional<double> read_clock(std::string_view text) {
    double total = 0;
    for (int parts = 1; parts <= 3; ++parts) {
        const auto colon = text.find(':');
        const auto part = trim_html_space(text.substr(0, colon));
        if (part.empty() || !is_ascii_digit(part.front())) return std::nullopt;
        const auto number = read_decimal(part);
        if (!number) return std::nullopt;
        total = total * 60 + *number;
        if (colon == std::string_view::npos) return total;
        text.remove_prefix(colon + 1);
    }
    return std::nullopt;
}

/// "PT1H2M3S", "P1DT2H"; no years and months, for they have no fixed length.
std::optional<double> read_period(std::string_view text) {
    text.remove_prefix(1);
    double total = 0;
    bool is_time = false;
    bool has_part = false;
    while (!text.empty()) {
        if (ascii_lower(text.front()) == 't') {
            is_time = true;
            text.remove_prefix(1);
            continue;
        }
        const auto unit_at = text.find_first_not_of("0123456789.");
        if (unit_at == std::string_view::npos || unit_at == 0) return std::nullopt;
        const auto number = read_decimal(text.substr(0, unit_at));
        if (!number) return std::nullopt;
        switch (ascii_lower(text[unit_at])) {
        case 'd': total += *number * 86400; break;
        case 'h': total += *number * 3600; break;
        case 's': total += *number; break;
        case 'm':
            if (!is_time) return std::nullopt;
            total += *number * 60;
            break;
        default: return std::nullopt;
        }
        has_part = true;
        text.remove_prefix(unit_at + 1);
    }
    if (!has_part) return std::nullopt;
    return total;
}

} // namespace

std::optional<std::uint64_t> read_count(std::string_view text) {
    text = trim_html_space(text);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<std::int32_t> read_small_count(std::string_view text) {
    const auto value = read_count(text);
    if (!value || *value > static_cast<std::uint64_t>(std::numeric_limits<std::int32_t>::max())) return std::nullopt;
    return static_cast<std::int32_t>(*value);
}

std::optional<double> read_decimal(std::string_view text) {
    text = trim_html_space(text);
    if (text.starts_with('+')) text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::vector<std::string> split_list(std::string_view text) {
    constexpr std::size_t most = 500;
    std::vector<std::string> parts;
    while (!text.empty() && parts.size() < most) {
        const auto comma = std::min(text.find(','), text.size());
        if (const auto part = trim_html_space(text.substr(0, comma)); !part.empty()) parts.emplace_back(part);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return parts;
}

std::optional<double> read_duration(std::string_view text) {
    text = trim_html_space(text);
    if (text.empty()) return std::nullopt;
    return ascii_lower(text.front()) == 'p' ? read_period(text) : read_clock(text);
}

} // namespace arna
