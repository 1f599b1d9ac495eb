#pragma once
#include "feeds/text/words/language_model.hpp"
#include "feeds/text/words/words.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace arna {

/// A model laid out so that each letter of a text is one step of an automaton, whose states are the letters before it
/// that the model knows. Immutable.
class LanguageScorer {
public:
    static constexpr std::size_t most_languages = 48;
    static constexpr std::size_t longest_text = 512; ///< characters; their costs fit into 16 bits

    /// Of a text: what its letters cost in each language, by index in the model's languages, and how many they are.
    struct Scores {
        std::array<std::uint16_t, most_languages> costs{};
        int letters = 0;
    };

    explicit LanguageScorer(const LanguageModel& model);

    [[nodiscard]] const LanguageModel& model() const { return model_; }
    /// Requires: `text` has at most `longest_text` characters.
    [[nodiscard]] Scores score(std::span<const char16_t> text) const;

private:
    /// Costs are so laid out that those of a sequence are in few lines.
    struct alignas(64) CacheLine {
        std::array<char, 64> costs;
    };

    [[nodiscard]] std::uint8_t place(char16_t c) const {
        if (c < places_.size()) return places_[c];
        return is_apostrophe(c) ? skipped : boundary;
    }
    void give_places();
    void read_rows();
    template <std::size_t Blocks>
    Scores score_with(std::span<const char16_t> text) const;
    [[nodiscard]] std::vector<std::uint16_t> beginnings() const;
    void add_states();
    /// Where a letter leads in a state. Without initialisers, so that a vector of them is cleared at once.
    struct Step {
        std::uint16_t row;   ///< of the longest sequence that ends there
        std::uint16_t state; ///< behind it
    };
    static constexpr std::uint8_t boundary = 0;
    static constexpr std::uint8_t skipped = 0xFF;

    const LanguageModel& model_;
    std::array<std::uint8_t, 0x1F00> places_{}; ///< of a letter: its number; what the model does not have ends a word
    std::size_t side_ = 0;
    std::vector<Step> steps_; ///< by state and letter
    std::size_t blocks_ = 0;  ///< that the costs of a sequence fill
    std::size_t rows_ = 0;    ///< how many sequences there are
    std::vector<CacheLine> costs_;
};

} // namespace arna
