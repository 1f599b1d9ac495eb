#pragma once
#include "feeds/identity/story_sketch.hpp"

namespace arna {

/// How alike two articles are.
struct Similarity {
    double score = 0;   ///< 0 to 1: the share of each one's beginning that the other has, the lesser of both
    bool story = false; ///< whether both tell one story: copies of a text, edited or cut
};

/// Compares two articles; the order does not matter. They tell one story if half of the first 90 words of each are
/// in the other, three in a row, and 40 % of all of the shorter one, and no number that stands in the same words
/// differs: a form that is filled in anew every day (the weather, the rates of exchange, accidents) differs in
/// these. Where its words differ too, half of the figures of the text with fewer must be shared. A form without
/// figures (an obituary, a notice) differs in names. Titles that only differ in a number or name that only one text
/// has are two stories. Texts of fewer than 30 words, or that only repeat themselves, belong to none.
[[nodiscard]] Similarity compare_stories(const StorySketch& a, const StorySketch& b);

} // namespace arna
