#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace arna {

/// How much of an address `url:` sees, in bytes.
inline constexpr std::size_t max_compared_url = 8192;

/// An address, or a part of one, in the form that `url:` compares: percent-encoded text decoded, then folded.
[[nodiscard]] std::string comparable_url(std::string_view url, bool loose);

} // namespace arna
