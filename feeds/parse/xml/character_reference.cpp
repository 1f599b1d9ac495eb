#include "feeds/parse/xml/character_reference.hpp"

#include "feeds/text/characters.hpp"

namespace arna {
namespace {

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
    const bool is_well_formed = is_complete && text[2] != 'X' && is_xml_character(value);
    const bool is_mapped = windows_1252(value) != value;
    if (is_mapped) value = windows_1252(value);
    if (!is_text_character(value)) value = 0;
    return CharacterReference{.length = is_complete ? at + 1 : at,
                              .character = value,
                              .is_well_formed = is_well_formed,
                              .is_exact = is_well_formed && !is_mapped && value != 0};
}

} // namespace arna
