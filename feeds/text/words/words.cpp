#include "feeds/text/words/words.hpp"

#include "feeds/text/utf8.hpp"

#include <unicode/uchar.h>

#include <array>
#include <utility>

namespace arna {
namespace {

constexpr std::array<bool, 128> ascii_alphanumeric = [] {
    std::array<bool, 128> table{};
    for (char c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = true;
    for (char c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = true;
    for (char c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = true;
    return table;
}();

constexpr bool is_hyphen(char32_t c) {
    return c == U'-' || c == U'\u2010' || c == U'\u2011' || c == U'\uFE63' || c == U'\uFF0D';
}

bool is_unseen(char32_t c) {
    return c >= 0x80 && u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

} // namespace

bool is_word_character(char32_t c) {
    if (c < 0x80) return ascii_alphanumeric[c];
    if (c >= 0x400 && c < 0x482) return true; // the Cyrillic letters, without a look into ICU's tables
    constexpr std::uint32_t mask = U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK;
    return (U_MASK(u_charType(static_cast<UChar32>(c))) & mask) != 0 && !is_apostrophe(c) && !is_unseen(c);
}

bool is_apostrophe(char32_t c) {
    switch (c) {
    case U'\'':
    case U'`':
    case U'\u00B4':
    case U'\u02B9':
    case U'\u02BB':
    case U'\u02BC':
    case U'\u02BD':
    case U'\u02BE':
    case U'\u02BF':
    case U'\u02C8':
    case U'\u2018':
    case U'\u2019':
    case U'\u201B':
    case U'\u2032':
    case U'\uFF07': return true;
    default: return false;
    }
}

bool is_quote(char32_t c) {
    switch (c) {
    case U'"':
    case U'«':
    case U'»':
    case U'\u201A':
    case U'\u201C':
    case U'\u201D':
    case U'\u201E':
    case U'\u201F':
    case U'\u2033':
    case U'\u2036':
    case U'\u2039':
    case U'\u203A':
    case U'\u301D':
    case U'\u301E':
    case U'\u301F':
    case U'\uFF02': return true;
    default: return false;
    }
}

bool is_inside_word(char32_t c) { return is_word_character(c) || is_apostrophe(c) || is_unseen(c); }

std::optional<Word> Words::next() {
    const std::size_t before = at_;
    if (!skip_to_word()) return std::nullopt;
    const std::size_t start = at_;
    at_ = end_of_word(start);
    std::size_t hyphen = before;
    const bool joined = before > 0 && before < start && is_hyphen(next_code_point(text_, hyphen)) && hyphen == start;
    return Word{.text = text_.substr(start, at_ - start), .offset = start, .joined = joined};
}

/// Moves to the next character that can begin a word.
bool Words::skip_to_word() {
    while (at_ < text_.size()) {
        std::size_t end = at_;
        const char32_t c = next_code_point(text_, end);
        if (is_word_character(c)) return true;
        at_ = end;
    }
    return false;
}

std::size_t Words::end_of_word(std::size_t start) const {
    std::size_t end = start; // behind the last word character
    std::size_t at = start;
    while (at < text_.size()) {
        const char32_t c = next_code_point(text_, at);
        if (is_word_character(c)) {
            end = at;
        } else if (!is_inside_word(c)) {
            break;
        }
    }
    return end;
}

} // namespace arna
