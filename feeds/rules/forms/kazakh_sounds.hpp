#pragma once
#include <cstdint>
#include <string_view>

/// What of a Kazakh word decides how an ending behind it is spelled.
namespace arna::kazakh {

/// Vowel harmony. Bits: some loanwords take both.
enum class Harmony : std::uint8_t { none = 0, back = 1, front = 2, any = 3 };

/// The last sound. Bits: some endings are spelled either way.
enum class Sound : std::uint8_t {
    none = 0,
    vowel = 1,
    glide = 2,      ///< у, and и where it stands for ый or ій
    liquid = 4,     ///< р й
    lateral = 8,    ///< л
    nasal = 16,     ///< м н ң
    voiced = 32,    ///< з ж
    voiceless = 64, ///< the others, also б в г д, which only loanwords end in
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

/// Which endings a folded word takes. A word without vowels, of Latin letters or digits is read out in ways that its
/// letters do not show: any.
[[nodiscard]] Harmony harmony_of(std::u32string_view word);

/// What a folded word ends with; a final ь is not heard.
[[nodiscard]] Sound sound_of(std::u32string_view word);

/// Whether a folded word shows that it is borrowed: then к, п stay as they are before vowels.
[[nodiscard]] bool is_loanword(std::u32string_view word);

[[nodiscard]] bool is_vowel(char32_t letter);

/// Whether a word holds Cyrillic letters only.
[[nodiscard]] bool is_cyrillic(std::u32string_view word);

} // namespace arna::kazakh
