#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// A run of words that two texts share, or that only one of them has.
struct WordRun {
    enum class Kind { same, removed, added };
    Kind kind = Kind::same;
    std::string text;          ///< single-spaced, as it stands in the text that has it
    bool follows_blank = true; ///< a blank stands before it: false for punctuation and what follows it directly

    friend bool operator==(const WordRun&, const WordRun&) = default;
};

/// How a text became another one.
struct WordDiff {
    std::vector<WordRun> runs; ///< in order; what was removed stands before what came in its place
    /// Above most_words only the words that went and came are counted, and there are no runs.
    bool is_counted = false;
    std::size_t removed = 0, added = 0;

    static constexpr std::size_t most_words = 20'000;
};

/// Compares two plain texts by words: what white space separates, with each sign of punctuation apart. Texts that
/// differ in more than 2,000 words are told as one run each between their equal ends.
[[nodiscard]] WordDiff diff_words(std::string_view before, std::string_view after);

/// "Референдум [-күні-]{+уақыты+} белгілі", with at most `context` equal words around each change and "…" for the rest.
[[nodiscard]] std::string marked_text(const WordDiff& diff, std::size_t context);

} // namespace arna
