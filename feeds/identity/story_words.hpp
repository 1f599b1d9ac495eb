#pragma once
#include <array>
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
        attribution, ///< stands beside the outlet that reports: "reports", "передаёт"
        speech,      ///< stands beside who said it, an outlet or a person: "told", "рассказал"
    };

    std::uint32_t hash = 0;                 ///< of the folded word; of a figure however it is punctuated
    std::array<std::uint8_t, 11> letters{}; ///< the first ones of what is capitalised or a day or month; zero behind
    Kind kind = Kind::plain;
};

[[nodiscard]] inline bool is_figure(const StoryWord& word) { return word.kind == StoryWord::Kind::figure; }

/// Whether it is a name, an acronym, a day or a month, or is capitalised for another reason.
[[nodiscard]] inline bool has_letters(const StoryWord& word) { return word.letters.front() != 0; }

/// The first words of a text, "10 000" as one. Reads at most 64 KiB.
[[nodiscard]] std::vector<StoryWord> story_words(std::string_view text, std::size_t most);

} // namespace arna
