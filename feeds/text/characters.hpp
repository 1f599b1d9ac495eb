#pragma once
#include <cstddef>
#include <string_view>

/// Which characters texts are made of.
namespace arna {

/// Char of XML 1.0 §2.2.
[[nodiscard]] constexpr bool is_xml_character(char32_t c) {
    if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
    return c < 0xD800 || (c >= 0xE000 && c < 0xFFFE) || (c >= 0x10000 && c <= 0x10FFFF);
}

/// A character of XML that may stand in a text: all but U+007F to U+009F, controls that say nothing and that terminals
/// obey.
[[nodiscard]] constexpr bool is_text_character(char32_t c) { return is_xml_character(c) && (c < 0x7F || c >= 0xA0); }

/// Whether UTF-8 begins with a character that is none of a text. Only 0x00 to 0x1F, 0x7F, 0xC2 and 0xEF begin one.
[[nodiscard]] constexpr bool begins_with_no_text(std::string_view utf8) {
    const auto byte = [&](std::size_t i) { return i < utf8.size() ? static_cast<unsigned char>(utf8[i]) : 0U; };
    if (byte(0) < 0x80) return !utf8.empty() && !is_text_character(byte(0));
    if (byte(0) == 0xC2) return byte(1) >= 0x80 && byte(1) < 0xA0;
    return byte(0) == 0xEF && byte(1) == 0xBF && byte(2) >= 0xBE;
}

/// The bytes at the start of `text` that are well-formed UTF-8 of characters of texts.
[[nodiscard]] std::size_t text_prefix(std::string_view text);

/// Where the first character stands that is none of a text; the size if there is none. `text` is well-formed UTF-8,
/// which makes this several times as fast as text_prefix().
[[nodiscard]] std::size_t find_no_text(std::string_view text);

/// What 0x80 to 0x9F stand for in windows-1252, and what the numbers 128 to 159 therefore mean in HTML (§13.2.5.80) and
/// in feeds that took one charset for another. Itself where windows-1252 has nothing, and for every other character.
[[nodiscard]] constexpr char32_t windows_1252(char32_t c) {
    constexpr std::u16string_view characters = u"€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";
    return c >= 0x80 && c < 0xA0 ? characters[c - 0x80] : c;
}

} // namespace arna
