#pragma once
#include "feeds/rules/forms/russian/russian.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arna::russian {

/// Collects the stems of a word: one for each spelling and part of speech, whatever the number of reasons for it.
class StemList {
public:
    void add(std::u32string_view letters, Endings endings);
    [[nodiscard]] std::vector<Stem> take() && { return std::move(stems_); }

private:
    std::vector<Stem> stems_;
};

void add_noun_stems(std::u32string_view word, StemList& stems);
void add_adjective_stems(std::u32string_view word, StemList& stems);
void add_verb_stems(std::u32string_view word, StemList& stems);
/// False if the word is no pronoun or numeral with forms of its own: then it is declined by its end.
[[nodiscard]] bool add_pronoun_stems(std::u32string_view word, StemList& stems);

/// Whether a word is not plainly a verb: память and печь, not читать.
[[nodiscard]] bool can_be_noun(std::u32string_view word);
/// Whether a word that can be a verb by its end can be one: читать and стать, not память.
[[nodiscard]] bool can_be_verb(std::u32string_view word);

/// Whether a word is one of the verbs that are listed, or one of them with a prefix.
[[nodiscard]] bool is_irregular_verb(std::u32string_view infinitive);
/// Whether a word begins like a verb with a prefix.
[[nodiscard]] bool begins_with_prefix(std::u32string_view word);

/// The forms that stand without an ending where -а, -о or -ий has one: сумок of сумк, писем of письм, готов. `stem` is
/// the word without its ending.
[[nodiscard]] std::vector<std::u32string> bare_forms(std::u32string_view stem);

/// The last letter, or 0.
[[nodiscard]] inline char32_t last_of(std::u32string_view word) { return word.empty() ? U'\0' : word.back(); }
[[nodiscard]] inline std::u32string_view without(std::u32string_view word, std::size_t letters) {
    return word.substr(0, word.size() - std::min(word.size(), letters));
}
[[nodiscard]] inline bool is_vowel(char32_t c) { return std::u32string_view(U"аеиоуыэюя").contains(c); }
[[nodiscard]] inline bool is_velar(char32_t c) { return c == U'г' || c == U'к' || c == U'х'; }
[[nodiscard]] inline bool is_hissing(char32_t c) { return std::u32string_view(U"жчшщ").contains(c); }
[[nodiscard]] std::size_t vowels_in(std::u32string_view word);
[[nodiscard]] bool is_one_of(std::u32string_view word, std::span<const std::u32string_view> words);
[[nodiscard]] bool ends_in_one_of(std::u32string_view word, std::span<const std::u32string_view> ends);

} // namespace arna::russian
