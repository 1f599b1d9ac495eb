#pragma once
#include "feeds/identity/story_words.hpp"
#include "feeds/model/entry.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {

/// The plain texts of an article that tell which story it is.
struct StoryText {
    std::string_view title;
    std::string_view summary; ///< counts in its place where the content is too short to be compared, and shorter
    std::string_view content;
};

/// What is kept of an article to compare it with others: hashes of three words in a row ("shingles"), its figures and
/// its words. At most 36 KB, whatever the size of the article.
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
    std::vector<std::uint32_t> figures;                          ///< hashes of the numbers, each once, sorted
    std::vector<std::pair<std::uint32_t, std::uint32_t>> places; ///< of what stands around a number, and of it; sorted
    std::vector<StoryWord> text;                                 ///< its words, in order
    std::vector<StoryWord> title;                                ///< those of the title
};

/// Words are folded; agencies before the text (АЛМАТЫ. КазТАГ –), lines that credit a picture or a source, and how a
/// number is punctuated do not count.
[[nodiscard]] StorySketch sketch_story(const StoryText& text);

/// The same of what is stored.
[[nodiscard]] StorySketch sketch_story(const Entry& entry);

/// Some shingles of its beginning, the same ones of the same text: two copies have one of them in common. At most
/// most_story_keys; none for a text that belongs to no story.
inline constexpr std::size_t most_story_keys = 16;
[[nodiscard]] std::vector<std::uint32_t> story_keys(const StorySketch& sketch);

} // namespace arna
