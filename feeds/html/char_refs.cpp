#include "feeds/html/char_refs.hpp"

#include "feeds/html/char_refs_table.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/byte_block.hpp"
#include "feeds/text/characters.hpp"
#include "feeds/text/utf8.hpp"

#include <algorithm>

namespace arna {
namespace {

char32_t character_of_number(char32_t number) {
    if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number < 0xE000)) return replacement_character;
    return windows_1252(number);
}

int digit_value(char c, bool is_hexadecimal) {
    if (is_ascii_digit(c)) return c - '0';
    const char lower = ascii_lower(c);
    return is_hexadecimal && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

CharRef read_numeric(std::string_view text) {
    std::size_t at = 2;
    const bool is_hexadecimal = at < text.size() && ascii_lower(text[at]) == 'x';
    if (is_hexadecimal) ++at;
    const std::size_t digits = at;
    char32_t number = 0;
    for (; at < text.size(); ++at) {
        const int value = digit_value(text[at], is_hexadecimal);
        if (value < 0) break;
        number = std::min<char32_t>(number * (is_hexadecimal ? 16 : 10) + static_cast<char32_t>(value), 0x110000);
    }
    if (at == digits) return {};
    if (at < text.size() && text[at] == ';') ++at;
    return {.length = at, .first = character_of_number(number)};
}

/// The longest name that `text` begins with: the range of names that share the text's first bytes is narrowed byte by
/// byte, and the shortest of a range comes first in it.
const NamedCharRef* longest_name(std::string_view text) {
    const auto first = static_cast<unsigned char>(text[0]);
    if (first >= 128) return nullptr;
    const NamedCharRef* low = named_char_refs.data() + first_named_char_ref[first];
    const NamedCharRef* high = named_char_refs.data() + first_named_char_ref[first + 1];
    const NamedCharRef* longest = nullptr;
    for (std::size_t at = 1; low != high; ++at) {
        if (low->name.size() == at) longest = low++;
        if (at == text.size() || low == high) break;
        const auto byte_at = [at](const NamedCharRef& ref) { return ref.name[at]; };
        const auto narrowed = std::ranges::equal_range(low, high, text[at], {}, byte_at);
        low = narrowed.begin();
        high = narrowed.end();
    }
    return longest;
}

CharRef read_named(std::string_view text, CharRefPlace place) {
    const NamedCharRef* ref = longest_name(text.substr(1));
    if (ref == nullptr) return {};
    const std::size_t length = 1 + ref->name.size();
    if (place == CharRefPlace::attribute && ref->name.back() != ';' && length < text.size() &&
        (text[length] == '=' || is_ascii_alphanumeric(text[length]))) {
        return {};
    }
    return {.length = length, .first = ref->first, .second = ref->second};
}

} // namespace

CharRef read_char_ref(std::string_view text, CharRefPlace place) {
    if (text.size() < 3) return {};
    if (text[1] == '#') return read_numeric(text);
    return is_ascii_letter(text[1]) ? read_named(text, place) : CharRef{};
}

void append_decoded(std::string& out, std::string_view raw, CharRefPlace place) {
    std::size_t at = 0;
    while (true) {
        const std::size_t next = find_any<'&', '\r'>(raw, at);
        out.append(raw, at, next - at);
        if (next == raw.size()) return;
        at = next + 1;
        if (raw[next] == '\r') {
            if (at == raw.size() || raw[at] != '\n') out += '\n';
        } else if (const CharRef ref = read_char_ref(raw.substr(next), place); ref.length > 0) {
            append_utf8(out, ref.first);
            if (ref.second != 0) append_utf8(out, ref.second);
            at = next + ref.length;
        } else {
            out += '&';
        }
    }
}

std::string decode_char_refs(std::string_view raw, CharRefPlace place) {
    std::string decoded;
    decoded.reserve(raw.size());
    append_decoded(decoded, raw, place);
    return decoded;
}

} // namespace arna
