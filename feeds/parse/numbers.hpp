#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// A whole number, 0 or more, with white space around it: a length, a count. Nothing if it is anything else or too
/// large.
[[nodiscard]] std::optional<std::uint64_t> read_count(std::string_view text);

/// The same as a 32-bit number: minutes, pixels.
[[nodiscard]] std::optional<std::int32_t> read_small_count(std::string_view text);

/// A finite decimal number, with sign and exponent.
[[nodiscard]] std::optional<double> read_decimal(std::string_view text);

/// A duration in seconds: "180", "3:00", "1:02:03.5", "PT3M" (ISO 8601).
[[nodiscard]] std::optional<double> read_duration(std::string_view text);

/// "a, b,c" → "a", "b", "c"; at most 500 of them.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text);

} // namespace arna
