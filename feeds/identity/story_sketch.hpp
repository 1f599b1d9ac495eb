#pragma once
#include "feeds/model/entry.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace arna {

/// The plain texts of an article that tell which story it is.
struct StoryText {
    std::string_view title;
    std::string_view summary; ///< where there is no content, or hardly any, this counts too
    std::string_view content;
};

/// What is kept of an article to compare it with others: hashes of three words in a row ("shingles"), and its figures.
/// At most
/// 12 KB, whatever the size of the article.
struct StorySketch {
    static constexpr std::size_t head_words = 90;
    static constexpr std::size_t most_words = 1500;
    static constexpr std::size_t most_figures = 128;
    static constexpr std::size_t least_words = 30; ///< a text of fewer belongs to no story

    /// A set of bits that tells of most shingles that are not in `body` that they are not.
    using Filter = std::array<std::uint64_t, 256>;

    std::size_t words = 0;           ///< that the text has, most_words at most
    std::vector<std::uint32_t> head; ///< the shingles of the first words, each once, sorted
    std::vector<std::uint32_t> body; ///< all shingles, each once, sorted
    Filter filter{};
    std::vector<std::uint32_t> figures; ///< hashes of the numbers, each once, sorted
    std::vector<std::uint32_t> title;   ///< hashes of the title's words, in order
    std::uint64_t title_names =
        0; ///< bits: which of the first 64 of these are numbers, or capitalised behind the first
};

/// Words are folded; agencies before the text (АЛМАТЫ. КазТАГ –), lines that credit a picture or a source, and blanks
/// within numbers do not count.
[[nodiscard]] StorySketch sketch_story(const StoryText& text);

/// The same of what is stored.
[[nodiscard]] StorySketch sketch_story(const Entry& entry);

/// Some shingles of its beginning, the same ones of the same text: two copies have one of them in common. At most
/// most_story_keys; none for a text that belongs to no story.
inline constexpr std::size_t most_story_keys = 16;
[[nodiscard]] std::vector<std::uint32_t> story_keys(const StorySketch& sketch);

} // namespace arna
