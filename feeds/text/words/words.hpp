#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace arna {

/// Whether a code point can be part of a word: a letter, a digit or other number, a combining mark.
[[nodiscard]] bool is_word_character(char32_t code_point);

/// Whether it is one of the signs that serve as an apostrophe inside a word: ' ’ ‘ ʼ ʻ ʹ ` ´ ′ ＇
[[nodiscard]] bool is_apostrophe(char32_t code_point);

/// Whether it is a double quotation mark: high, low or angled.
[[nodiscard]] bool is_quote(char32_t code_point);

/// Whether it may stand inside a word: a word character, an apostrophe, or an invisible one (soft hyphen, zero width).
[[nodiscard]] bool is_inside_word(char32_t code_point);

/// One word of a text: a view into it, unfolded.
struct Word {
    std::string_view text;
    std::size_t offset = 0; ///< in bytes, of `text` in the whole
    bool joined = false;    ///< only a hyphen separates it from the word before
};

/// Splits plain text into words, in order. A word is a run of letters, digits and combining marks. An apostrophe, a
/// soft hyphen or a zero-width character between two of them belongs to it (fold() drops it). A hyphen ends a word and
/// marks the next one as joined: "жол-көлік" is жол and, joined, көлік; "2026-ға" is 2026 and, joined, ға. Anything
/// else ends a word, the underscore included, and so do bytes that are not UTF-8. A folded word is still one word, so a
/// text may be split before it is folded.
/// Requires: the text outlives the words.
class Words {
public:
    explicit Words(std::string_view text) : text_(text) {}

    [[nodiscard]] std::optional<Word> next();

private:
    std::size_t end_of_word(std::size_t start) const;
    bool skip_to_word();

    std::string_view text_;
    std::size_t at_ = 0;
};

/// Calls `visit(Word)` for every word of `text`.
template <class Visit>
void for_each_word(std::string_view text, Visit&& visit) {
    Words words(text);
    while (const auto word = words.next()) visit(*word);
}

} // namespace arna
