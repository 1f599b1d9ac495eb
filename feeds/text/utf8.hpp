#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace arna {

inline constexpr char32_t replacement_character = U'\uFFFD';

/// The code point of `text` at `offset`, which is moved behind it. Gives U+FFFD for each maximal subpart of an
/// ill-formed sequence (Unicode 15 §3.9, as browsers do).
/// Requires: offset < text.size().
[[nodiscard]] inline char32_t next_code_point(std::string_view text, std::size_t& offset);

/// The code point that ends at `offset`; U+FFFD for invalid bytes.
/// Requires: 0 < offset <= text.size().
[[nodiscard]] char32_t code_point_before(std::string_view text, std::size_t offset);

/// The part of next_code_point() that is not inlined: everything but sequences of one or two bytes.
[[nodiscard]] char32_t next_long_code_point(std::string_view text, std::size_t& offset);

/// Appends a code point.
/// Requires: it is a Unicode scalar value.
void append_utf8(std::string& out, char32_t code_point);

/// The size of a code point in bytes.
[[nodiscard]] constexpr std::size_t utf8_size(char32_t code_point) {
    return code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
}

/// The number of ASCII bytes that `text` begins with.
[[nodiscard]] std::size_t ascii_prefix(std::string_view text);

/// The number of bytes of well-formed UTF-8 that `text` begins with.
[[nodiscard]] std::size_t utf8_prefix(std::string_view text);

/// The beginning of `text`, at most `limit` bytes, without a part of a character at its end.
[[nodiscard]] std::string_view utf8_beginning(std::string_view text, std::size_t limit);

/// `text` with U+FFFD in place of invalid UTF-8.
[[nodiscard]] std::string repair_utf8(std::string_view text);

inline char32_t next_code_point(std::string_view text, std::size_t& offset) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const char32_t first = byte(offset);
    if (first < 0x80) return ++offset, first;
    if (first < 0xC2 || first >= 0xE0 || offset + 1 >= text.size() || (byte(offset + 1) & 0xC0U) != 0x80)
        return next_long_code_point(text, offset);
    const char32_t second = byte(offset + 1);
    offset += 2;
    return (first & 0x1FU) << 6U | (second & 0x3FU);
}

} // namespace arna
