#pragma once
#include "feeds/text/words/language_model.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace arna {

/// A model laid out so that each pair and each word of a text is one look-up. Immutable.
class LanguageScorer {
public:
    static constexpr std::size_t most_languages = 40;
    static constexpr std::size_t longest_text = 512;
    /// By index in the model's languages. Wide enough for some 500 pairs, which are summed up in one register.
    using Weights = std::array<std::int16_t, most_languages>;

    /// Of a text: the sum of the weights of its pairs, and of its words.
    struct Scores {
        Weights pairs{};
        Weights words{};
        int pair_count = 0;
    };

    explicit LanguageScorer(const LanguageModel& model);

    [[nodiscard]] const LanguageModel& model() const { return model_; }
    /// Requires: `text` has at most `longest_text` bytes.
    [[nodiscard]] Scores score(std::string_view text) const;

private:
    struct Word {
        std::uint32_t hash = 0; ///< 0: a free place
        std::uint32_t row = 0;
    };

    [[nodiscard]] std::uint8_t place(char32_t c) const { return c < places_.size() ? places_[c] : boundary; }
    [[nodiscard]] const Weights* row_of_word(std::uint32_t hash) const;
    void give_places();
    void add_unknown_pairs();
    void add_words();

    static constexpr std::uint8_t boundary = 0;
    static constexpr std::uint8_t skipped = 0xFF;

    const LanguageModel& model_;
    std::array<std::uint8_t, 0x1F00> places_{}; ///< of a letter: its number; what no pair has is the end of a word
    std::size_t side_ = 0;
    std::vector<std::uint16_t> row_of_pair_; ///< a square
    std::vector<Weights>
        rows_; ///< of the pairs, then for each letter one of the pairs with it that are not in the model
    std::vector<Weights> word_rows_;
    std::vector<Word> words_; ///< of open addressing
};

} // namespace arna
