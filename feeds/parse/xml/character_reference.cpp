#include "feeds/parse/xml/character_reference.hpp"

#include <array>

namespace arna {
namespace {

// What 0x80 to 0x9F mean in windows-1252; 0 where it has nothing (HTML Standard §13.2.5.80).
constexpr std::array<char32_t, 32> windows_1252 = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                   0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

constexpr char32_t too_large = 0x110000;

int digit_of(char c, int base) {
    int digit = base;
    if (c >= '0' && c <= '9') digit = c - '0';
    if (c >= 'a' && c <= 'f') digit = c - 'a' + 10;
    if (c >= 'A' && c <= 'F') digit = c - 'A' + 10;
    return digit < base ? digit : -1;
}

} // namespace

std::optional<CharacterReference> read_character_reference(std::string_view text) {
    std::size_t at = 2;
    int base = 10;
    if (at < text.size() && (text[at] == 'x' || text[at] == 'X')) {
        base = 16;
        ++at;
    }
    const auto first = at;
    char32_t value = 0;
    for (; at < text.size(); ++at) {
        const auto digit = digit_of(text[at], base);
        if (digit < 0) break;
        if (value < too_large) value = value * static_cast<char32_t>(base) + static_cast<char32_t>(digit);
    }
    if (at == first) return std::nullopt;
    const bool is_complete = at < text.size() && text[at] == ';';
    const bool is_mapped = value >= 0x80 && value < 0xA0 && windows_1252[value - 0x80] != 0;
    if (is_mapped) value = windows_1252[value - 0x80];
    if (!is_xml_character(value)) value = 0;
    return CharacterReference{.length = is_complete ? at + 1 : at,
                              .character = value,
                              .is_exact = is_complete && !is_mapped && value != 0 && text[2] != 'X'};
}

bool is_xml_character(char32_t c) {
    if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
    return c < 0xD800 || (c >= 0xE000 && c < 0xFFFE) || (c >= 0x10000 && c < too_large);
}

} // namespace arna
