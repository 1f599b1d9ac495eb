#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace arna {

/// How often pairs of letters are in the languages of one script. Weights are eighths of the natural logarithm of a pair's
/// share; a blank stands for the beginning or end of a word.
struct LanguageModel {
    std::span<const std::string_view> languages; ///< BCP 47 codes
    std::span<const std::int8_t> typical;        ///< per language: the mean weight of its text's pairs
    std::u16string_view pairs;                   ///< two letters each, in lower case
    std::span<const std::int8_t> weights;        ///< per pair: a weight for each language
};

/// What a pair weighs that is not in the model.
inline constexpr int weight_of_unknown_pair = -88;

extern const LanguageModel cyrillic_model;
extern const LanguageModel latin_model;

} // namespace arna
