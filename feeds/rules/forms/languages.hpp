#pragma once
#include <bit>
#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace arna {

/// The languages whose word forms are known: Kazakh and Russian by grammars of their own, the others by
/// Snowball.
enum class Language : std::uint8_t {
    kazakh,
    russian,
    english,
    arabic,
    armenian,
    basque,
    catalan,
    danish,
    dutch,
    finnish,
    french,
    german,
    greek,
    hindi,
    hungarian,
    indonesian,
    irish,
    italian,
    lithuanian,
    nepali,
    norwegian,
    portuguese,
    romanian,
    serbian,
    spanish,
    swedish,
    tamil,
    turkish,
    yiddish,
};
inline constexpr std::size_t language_count = 29;

enum class WordScript : std::uint8_t {
    none,
    cyrillic,
    latin,
    arabic,
    armenian,
    greek,
    devanagari,
    tamil,
    hebrew,
    other
};

/// The script of a folded word, which is that of its first letter; none if it has no letter.
[[nodiscard]] WordScript script_of_word(std::string_view word);

/// A set of languages, as bits.
class LanguageSet {
public:
    constexpr LanguageSet() = default;
    constexpr LanguageSet(Language language) : bits_(std::uint32_t{1} << static_cast<unsigned>(language)) {}

    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    /// Removes the first language and gives it.
    /// Requires: !empty().
    constexpr Language take_first() {
        const auto first = static_cast<Language>(std::countr_zero(bits_));
        bits_ &= bits_ - 1;
        return first;
    }
    [[nodiscard]] constexpr bool contains(Language language) const { return overlaps(language); }
    [[nodiscard]] constexpr bool overlaps(LanguageSet other) const { return (bits_ & other.bits_) != 0; }

    [[nodiscard]] constexpr bool contains_all(LanguageSet other) const { return (other.bits_ & ~bits_) == 0; }

    constexpr LanguageSet& operator|=(LanguageSet other) {
        bits_ |= other.bits_;
        return *this;
    }
    friend constexpr LanguageSet operator|(LanguageSet a, LanguageSet b) { return a |= b; }
    friend constexpr LanguageSet operator&(LanguageSet a, LanguageSet b) {
        a.bits_ &= b.bits_;
        return a;
    }
    friend constexpr auto operator<=>(LanguageSet, LanguageSet) = default;

private:
    std::uint32_t bits_ = 0;
};

/// The languages of a script.
[[nodiscard]] LanguageSet languages_of(WordScript script);

/// The language of a BCP 47 code, by its first subtag.
[[nodiscard]] std::optional<Language> language_of(std::string_view code);

/// The languages whose forms count in an item.
struct FormLanguages {
    LanguageSet of_short_words; ///< for rule words of fewer than five letters
    LanguageSet of_long_words;

    [[nodiscard]] LanguageSet of(bool is_long_word) const { return is_long_word ? of_long_words : of_short_words; }
};
inline constexpr std::size_t long_word_letters = 5;

/// The languages whose forms count in an item of a language, given as a BCP 47 code. All if it is unknown (empty). Else
/// the language itself; English for Latin words if the language has another script; all languages for words in third
/// scripts; and for long words Kazakh in Russian items and the reverse. In a language without forms of its own Latin
/// words have English forms, long Cyrillic ones Kazakh and Russian forms.
[[nodiscard]] FormLanguages form_languages(std::string_view code);

/// Whose forms count in a text of unknown language: of every language, but where it seems to be English or is in
/// Cyrillic letters, of no other Latin one than English, for their stemmers join English words that have nothing to do
/// with one another.
[[nodiscard]] FormLanguages form_languages_of_text(std::string_view text);

/// Whether a code names no language.
[[nodiscard]] bool is_unknown_language(std::string_view code);

} // namespace arna
