#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace arna {

/// A word as stories compare it.
struct StoryWord {
    enum class Kind : std::uint8_t {
        plain,
        figure, ///< it begins with a digit
        name,   ///< capitalised within a sentence
        latin_name,
        acronym,
        weekday,
        month,
        attribution, ///< what stands beside whoever told it: "reports", "передаёт"
    };

    std::uint32_t hash = 0;    ///< of the folded word; of a figure however it is punctuated
    std::uint32_t stem = 0;    ///< of the first letters of what is capitalised or a day or month; else 0
    std::uint32_t letters = 0; ///< which its first ones are, a bit each; of what has a stem
    std::uint32_t initial = 0; ///< its first letter, likewise
    Kind kind = Kind::plain;
};

[[nodiscard]] inline bool is_figure(const StoryWord& word) { return word.kind == StoryWord::Kind::figure; }

/// The first words of a text, "10 000" as one. Reads at most 64 KiB.
[[nodiscard]] std::vector<StoryWord> story_words(std::string_view text, std::size_t most);

} // namespace arna
