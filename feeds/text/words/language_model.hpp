#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace arna {

/// How often a letter follows up to three others in the languages of one script. A cost is quarters of the negative
/// natural logarithm of a share, one character each, see cost_of().
struct LanguageModel {
    std::span<const std::string_view> languages; ///< BCP 47 codes: 16, 32 or 48, so that a row is of whole blocks
    std::span<const std::int16_t> typical;       ///< per language: the mean cost of its text's letters, in hundredths
    /// Sequences of 1, 2, 3 and 4 letters in lower case, one after the other, in order; a blank is the end of a word.
    /// What a sequence begins with is one too, and every letter.
    std::u16string_view sequences[4];
    /// Per sequence, in that order, one for each language: of its last letter behind the others. Of whole rows each.
    std::span<const std::string_view> costs;
};

/// What a character of LanguageModel::costs stands for.
[[nodiscard]] constexpr std::uint8_t cost_of(char letter) {
    return static_cast<std::uint8_t>(letter > '\\' ? letter - '@' - 1 : letter - '@');
}

extern const LanguageModel cyrillic_model;
extern const LanguageModel latin_model;

} // namespace arna
