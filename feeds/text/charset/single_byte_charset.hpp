#pragma once
#include "feeds/text/charset/charset_decoder.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace arna {

/// What the bytes from 0x80 on stand for in a charset of single bytes that extends ASCII; U+FFFD for nothing.
using UpperHalf = std::array<char16_t, 128>;

/// The upper half of the charsets that are ours: windows-1251, the common one, without ICU; and those that ICU does not have,
/// kz-1048 (STRK 1048-2002) and ptcp154 (Paratype's Asian Cyrillic) of Kazakhstan, and iso-8859-16.
[[nodiscard]] std::optional<UpperHalf> own_upper_half(std::string_view charset);

/// Decodes bytes by such a table.
[[nodiscard]] Transcoded from_single_bytes(std::string_view bytes, const UpperHalf& upper_half);

} // namespace arna
