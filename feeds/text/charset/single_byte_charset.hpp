#pragma once
#include "feeds/text/charset/charset_decoder.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace arna {

/// The characters of bytes 0x80 to 0xFF in a single-byte charset that extends ASCII; U+FFFD where there is none.
using UpperHalf = std::array<char16_t, 128>;

/// The upper half of a charset that is decoded without ICU: windows-1251, the common one, and those that ICU lacks:
/// kz-1048 (STRK 1048-2002) and ptcp154 (Paratype's Asian Cyrillic) of Kazakhstan, and iso-8859-16. Nothing for any
/// other.
[[nodiscard]] std::optional<UpperHalf> own_upper_half(std::string_view charset);

/// Decodes bytes by a table of the upper half.
[[nodiscard]] Transcoded from_single_bytes(std::string_view bytes, const UpperHalf& upper_half);

} // namespace arna
