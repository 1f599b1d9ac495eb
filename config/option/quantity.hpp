#pragma once
#include "feeds/text/error.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace arna {

/// "90s" "15m" "2h" "7d". Errc::bad_input: anything else, or over 100 years.
[[nodiscard]] Result<std::chrono::milliseconds> parse_duration(std::string_view text);

/// The shortest way to write it that parse_duration() reads: "15m", not "900s".
[[nodiscard]] std::string format_duration(std::chrono::milliseconds duration);

/// "512B" "64KiB" "10MiB" "2GiB", in bytes. Errc::bad_input: anything else, or over 1 TiB.
[[nodiscard]] Result<std::uint64_t> parse_size(std::string_view text);

/// The shortest way to write it that parse_size() reads.
[[nodiscard]] std::string format_size(std::uint64_t bytes);

} // namespace arna
