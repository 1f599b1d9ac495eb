#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace arna {

/// How frequent pairs of letters are in the languages of one script. A weight is eight times the natural logarithm of a pair's
/// share; a blank stands for the beginning or the end of a word.
struct LanguageModel {
    std::span<const std::string_view> languages; ///< BCP 47 codes
    std::span<const std::int8_t> typical;        ///< per language: the mean weight of the pairs in its texts
    std::u16string_view pairs;                   ///< two letters each, in lower case
    std::span<const std::int8_t> weights;        ///< per pair: a weight for each language
};

/// The weight of a pair that is not in the model.
inline constexpr int weight_of_unknown_pair = -88;

extern const LanguageModel cyrillic_model;
extern const LanguageModel latin_model;

} // namespace arna
