#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace arna {

/// How often pairs of letters and words are in the languages of one script. A weight is quarters of the natural
/// logarithm of a
/// share, one character each, see weight_of(); the rows of pairs and words hold one for each language.
struct LanguageModel {
    std::span<const std::string_view> languages; ///< BCP 47 codes
    std::span<const std::int16_t> typical;       ///< per language: the mean weight of its text's pairs, in hundredths
    std::u16string_view pairs;                   ///< two letters each, in lower case; a blank is the end of a word
    std::string_view weights;
    std::u16string_view words; ///< the most frequent ones, separated by blanks
    std::string_view word_weights;
};

/// What a character of LanguageModel::weights stands for.
[[nodiscard]] constexpr int weight_of(char letter) { return letter > '\\' ? '@' + 1 - letter : '@' - letter; }

extern const LanguageModel cyrillic_model;
extern const LanguageModel latin_model;

} // namespace arna
