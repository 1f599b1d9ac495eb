#include "feeds/text/language.hpp"

#include "feeds/text/utf8.hpp"

#include <unicode/uchar.h>

#include <string>

namespace arna {
namespace {

constexpr std::size_t least_letters = 80;

struct Counts {
    std::size_t letters = 0;
    std::size_t latin = 0;
    std::size_t cyrillic = 0;
    std::size_t kazakh = 0;  // қ ғ ұ ә і һ, which neighbours do not all have
    std::size_t russian = 0; // ы э ъ ё щ
};

Counts count_letters(std::string_view text) {
    constexpr std::u32string_view kazakh = U"ҚҒҰӘҺқғұәһңөүі";
    constexpr std::u32string_view russian = U"ыэъёщ";
    Counts counts;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        if (u_isalpha(static_cast<UChar32>(c)) == 0) continue;
        ++counts.letters;
        if (c < 0x250) ++counts.latin;
        if (c >= 0x400 && c < 0x530) ++counts.cyrillic;
        if (kazakh.contains(c)) ++counts.kazakh;
        if (russian.contains(c)) ++counts.russian;
    }
    return counts;
}

} // namespace

std::string detect_language(std::string_view text) {
    const Counts counts = count_letters(text);
    if (counts.letters < least_letters) return {};
    if (counts.latin * 10 > counts.letters * 9) return "en";
    if (counts.cyrillic * 10 < counts.letters * 6) return {};
    if (counts.kazakh * 20 > counts.cyrillic) return "kk";
    if (counts.kazakh * 200 < counts.cyrillic && counts.russian > 0) return "ru";
    return {};
}

} // namespace arna
