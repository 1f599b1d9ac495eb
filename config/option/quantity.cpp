#include "config/option/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <ranges>
#include <span>
#include <system_error>

namespace arna {
namespace {

struct Unit {
    std::string_view name;
    std::uint64_t factor;
};

constexpr std::array<Unit, 4> duration_units{{{"s", 1'000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}}};
constexpr std::array<Unit, 4> size_units{{{"B", 1}, {"KiB", 1u << 10}, {"MiB", 1u << 20}, {"GiB", 1u << 30}}};

constexpr std::uint64_t longest = std::uint64_t{36'525} * 86'400'000;
constexpr std::uint64_t largest = std::uint64_t{1} << 40;

/// Digits and a unit, nothing else. Nothing if it is another thing or more than `most`.
std::optional<std::uint64_t> parse(std::string_view text, std::span<const Unit> units, std::uint64_t most) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{}) return std::nullopt;
    const std::string_view name(end, text.data() + text.size());
    const auto unit = std::ranges::find(units, name, &Unit::name);
    if (unit == units.end() || number > most / unit->factor) return std::nullopt;
    return number * unit->factor;
}

/// In the largest unit that divides it.
std::string format(std::uint64_t amount, std::span<const Unit> units) {
    const auto fits = [&](const Unit& unit) { return amount % unit.factor == 0; };
    const auto largest_first = std::views::reverse(units);
    const auto unit = std::ranges::find_if(largest_first, fits);
    const Unit& chosen = amount == 0 || unit == largest_first.end() ? units.front() : *unit;
    return fmt::format("{}{}", amount / chosen.factor, chosen.name);
}

} // namespace

Result<std::chrono::milliseconds> parse_duration(std::string_view text) {
    const auto parsed = parse(text, duration_units, longest);
    if (!parsed) return fail(Errc::bad_input, "no duration; write a number and s, m, h or d, like \"15m\"");
    return std::chrono::milliseconds(*parsed);
}

std::string format_duration(std::chrono::milliseconds duration) {
    return format(static_cast<std::uint64_t>(duration.count()), duration_units);
}

Result<std::uint64_t> parse_size(std::string_view text) {
    const auto parsed = parse(text, size_units, largest);
    if (!parsed) return fail(Errc::bad_input, "no size; write a number and B, KiB, MiB or GiB, like \"10MiB\"");
    return *parsed;
}

std::string format_size(std::uint64_t bytes) { return format(bytes, size_units); }

} // namespace arna
