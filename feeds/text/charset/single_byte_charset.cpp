#include "feeds/text/charset/single_byte_charset.hpp"

#include "feeds/text/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>

namespace arna {
namespace {

constexpr UpperHalf windows_1251 = [] {
    constexpr std::u16string_view signs =
        u"ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\uFFFD™љ›њќћџ\u00A0ЎўЈ¤Ґ¦§Ё©Є«¬\u00AD®Ї°±Ііґµ¶·ё№є»јЅѕї";
    UpperHalf table{};
    std::ranges::copy(signs, table.begin());
    for (std::size_t i = signs.size(); i < table.size(); ++i) {
        table[i] = static_cast<char16_t>(u'А' + (i - signs.size()));
    }
    return table;
}();

/// windows-1251 with other letters at some places.
struct Difference {
    std::uint8_t byte;
    char16_t letter;
};

template <std::size_t N>
constexpr UpperHalf windows_1251_with(const Difference (&differences)[N]) {
    UpperHalf table = windows_1251;
    for (const auto [byte, letter] : differences) table[byte - 0x80U] = letter;
    return table;
}

constexpr UpperHalf kz_1048 = windows_1251_with({
    {0x8D, u'Қ'},
    {0x8E, u'Һ'},
    {0x9D, u'қ'},
    {0x9E, u'һ'},
    {0xA1, u'Ұ'},
    {0xA2, u'ұ'},
    {0xA3, u'Ә'},
    {0xA5, u'Ө'},
    {0xAA, u'Ғ'},
    {0xAF, u'Ү'},
    {0xB4, u'ө'},
    {0xBA, u'ғ'},
    {0xBC, u'ә'},
    {0xBD, u'Ң'},
    {0xBE, u'ң'},
    {0xBF, u'ү'},
});

constexpr UpperHalf ptcp154 = windows_1251_with({
    {0x80, u'Җ'}, {0x81, u'Ғ'}, {0x82, u'Ӯ'}, {0x83, u'ғ'}, {0x86, u'Ҷ'}, {0x87, u'Ү'}, {0x88, u'Ҳ'}, {0x89, u'ү'},
    {0x8A, u'Ҡ'}, {0x8B, u'Ӣ'}, {0x8C, u'Ң'}, {0x8D, u'Қ'}, {0x8E, u'Һ'}, {0x8F, u'Ҹ'}, {0x90, u'җ'}, {0x98, u'ҳ'},
    {0x99, u'ҷ'}, {0x9A, u'ҡ'}, {0x9B, u'ӣ'}, {0x9C, u'ң'}, {0x9D, u'қ'}, {0x9E, u'һ'}, {0x9F, u'ҹ'}, {0xA4, u'Ө'},
    {0xA5, u'Ҙ'}, {0xA6, u'Ұ'}, {0xAA, u'Ә'}, {0xAD, u'ӯ'}, {0xAF, u'Ҝ'}, {0xB1, u'ұ'}, {0xB4, u'ҙ'}, {0xB5, u'ө'},
    {0xBA, u'ә'}, {0xBD, u'Ҫ'}, {0xBE, u'ҫ'}, {0xBF, u'ҝ'},
});

/// ISO 8859-16, which ICU does not have.
constexpr UpperHalf iso_8859_16 = [] {
    constexpr std::u16string_view letters =
        u"\u00A0ĄąŁ€„Š§š©Ș«Ź\u00ADźŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäć"
        u"æçèéêëìíîïđńòóôőöśűùúûüęțÿ";
    UpperHalf table{};
    for (std::size_t i = 0; i < table.size() - letters.size(); ++i) table[i] = static_cast<char16_t>(0x80 + i);
    std::ranges::copy(letters, table.end() - letters.size());
    return table;
}();

/// A character's UTF-8, ready to be copied.
struct Encoded {
    std::array<char, 3> bytes{};
    std::uint8_t size = 0;
};

std::array<Encoded, 128> encoded(const UpperHalf& upper_half) {
    std::array<Encoded, 128> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        std::string character;
        append_utf8(character, upper_half[i]);
        std::ranges::copy(character, table[i].bytes.begin());
        table[i].size = static_cast<std::uint8_t>(character.size());
    }
    return table;
}

std::size_t upper_index(char c) { return static_cast<std::uint8_t>(c) - 0x80U; }

} // namespace

std::optional<UpperHalf> own_upper_half(std::string_view charset) {
    if (charset == "windows-1251") return windows_1251;
    if (charset == "kz-1048") return kz_1048;
    if (charset == "ptcp154") return ptcp154;
    if (charset == "iso-8859-16") return iso_8859_16;
    return std::nullopt;
}

Transcoded from_single_bytes(std::string_view bytes, const UpperHalf& upper_half) {
    const std::array<Encoded, 128> table = encoded(upper_half);
    Transcoded result;
    std::size_t size = 0;
    for (const char c : bytes) {
        const bool is_ascii = static_cast<std::uint8_t>(c) < 0x80;
        size += is_ascii ? 1 : table[upper_index(c)].size;
        if (!is_ascii && upper_half[upper_index(c)] == replacement_character) ++result.invalid;
    }
    // Whole rows are copied, so the last one reaches beyond the end.
    result.text.resize_and_overwrite(size + sizeof(Encoded), [&](char* out, std::size_t) {
        while (!bytes.empty()) {
            const std::size_t ascii = ascii_prefix(bytes);
            std::memcpy(out, bytes.data(), ascii);
            out += ascii;
            bytes.remove_prefix(ascii);
            for (; !bytes.empty() && static_cast<std::uint8_t>(bytes.front()) >= 0x80; bytes.remove_prefix(1)) {
                const Encoded& character = table[upper_index(bytes.front())];
                std::memcpy(out, &character, sizeof character);
                out += character.size;
            }
        }
        return size;
    });
    return result;
}

} // namespace arna
