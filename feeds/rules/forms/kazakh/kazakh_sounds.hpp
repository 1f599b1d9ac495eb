#pragma once
#include <cstdint>
#include <string_view>

/// The properties of a Kazakh word that decide how endings behind it are spelled.
namespace arna::kazakh {

/// Vowel harmony. Bits: some loanwords take both.
enum class Harmony : std::uint8_t { none = 0, back = 1, front = 2, any = 3 };

/// The last sound of a word. Bits: some endings can follow several.
enum class Sound : std::uint8_t {
    none = 0,
    vowel = 1,
    glide = 2,      ///< у, and и where it stands for ый or ій
    liquid = 4,     ///< р й
    lateral = 8,    ///< л
    nasal = 16,     ///< м н ң
    voiced = 32,    ///< з ж
    voiceless = 64, ///< the others, and б в г д, in which only loanwords end
    any = 127,
};

[[nodiscard]] constexpr bool overlap(Harmony a, Harmony b) {
    return (static_cast<unsigned>(a) & static_cast<unsigned>(b)) != 0;
}
[[nodiscard]] constexpr bool overlap(Sound a, Sound b) {
    return (static_cast<unsigned>(a) & static_cast<unsigned>(b)) != 0;
}
[[nodiscard]] constexpr Sound operator|(Sound a, Sound b) {
    return static_cast<Sound>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}

/// The harmony of the endings that a folded word takes. Any for words without vowels, of Latin letters or of digits:
/// their letters do not show how they are read out.
[[nodiscard]] Harmony harmony_of(std::u32string_view word);

/// The sound that a folded word ends with; a final ь is silent.
[[nodiscard]] Sound sound_of(std::u32string_view word);

/// Whether a folded word is visibly borrowed: then к and п stay as they are before vowels.
[[nodiscard]] bool is_loanword(std::u32string_view word);

[[nodiscard]] bool is_vowel(char32_t letter);

/// Whether a word consists of Cyrillic letters.
[[nodiscard]] bool is_cyrillic(std::u32string_view word);

} // namespace arna::kazakh
