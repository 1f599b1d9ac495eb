#include "feeds/identity/similarity.hpp"

#include "feeds/identity/replaced_names.hpp"
#include "feeds/identity/story_names.hpp"

#include <algorithm>
#include <utility>

namespace arna {
namespace {

constexpr double least_score = 0.5;
constexpr double least_figures = 0.5;
constexpr double least_of_shorter = 0.4;   ///< of all of the shorter text in the longer one
constexpr std::size_t least_shingles = 20; ///< a text of fewer only repeats itself

bool may_have(const StorySketch& sketch, std::uint32_t hash) {
    return (sketch.filter[hash / 64 % sketch.filter.size()] >> hash % 64 & 1U) != 0;
}

/// The share of `part` that is in the body of `whole`.
double containment(const std::vector<std::uint32_t>& part, const StorySketch& whole) {
    if (part.empty()) return 0;
    const auto found = std::ranges::count_if(part, [&](std::uint32_t hash) {
        return may_have(whole, hash) && std::ranges::binary_search(whole.body, hash);
    });
    return static_cast<double>(found) / static_cast<double>(part.size());
}

bool figures_agree(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    const auto& fewer = a.size() < b.size() ? a : b;
    const auto& more = a.size() < b.size() ? b : a;
    const auto shared =
        std::ranges::count_if(fewer, [&](std::uint32_t hash) { return std::ranges::binary_search(more, hash); });
    return static_cast<double>(shared) >= least_figures * static_cast<double>(fewer.size());
}

/// Whether a number that stands in the same words is another one in each: what fills in a form anew.
bool figures_differ(const StorySketch& a, const StorySketch& b) {
    const auto place = [](const std::pair<std::uint32_t, std::uint32_t>& figure) { return figure.first; };
    const auto of_place = [&](const StorySketch& sketch, std::uint32_t hash) {
        return std::ranges::equal_range(sketch.places, hash, {}, place);
    };
    for (auto at = a.places.begin(); at != a.places.end();) {
        const auto here = of_place(a, at->first), there = of_place(b, at->first);
        at = here.end();
        if (!there.empty() && !std::ranges::includes(here, there) && !std::ranges::includes(there, here)) return true;
    }
    return false;
}

bool tells_of(const StorySketch& sketch, const StoryWord& word) {
    if (is_figure(word)) return std::ranges::binary_search(sketch.figures, word.hash);
    return std::ranges::any_of(sketch.text, [&](const StoryWord& one) { return are_one_name(one, word); });
}

/// Whether a word that only the title of `a` has stands in its text alone: a title may be changed, and tells no stories
/// apart by itself.
bool only_first_tells(const StorySketch& a, const StorySketch& b, const StoryWord& word) {
    return tells_of(a, word) && !tells_of(b, word);
}

/// Whether two titles are one form that was filled in twice: as many words, most the same, and those that are not are
/// numbers or names that the texts differ in too.
bool differ_in_names(const StorySketch& a, const StorySketch& b) {
    if (a.title.size() != b.title.size()) return false;
    std::size_t different = 0;
    for (std::size_t i = 0; i < a.title.size(); ++i) {
        const auto &one = a.title[i], &other = b.title[i];
        if (one.hash == other.hash) continue;
        const bool are_figures = is_figure(one) && is_figure(other), are_names = has_letters(one) && has_letters(other);
        if (!are_figures && !are_names) return false;
        if (!only_first_tells(a, b, one) && !only_first_tells(b, a, other)) return false;
        ++different;
    }
    return different > 0 && different * 2 <= a.title.size();
}

/// Whether they go on alike behind their beginnings, as far as the shorter one goes.
bool go_on_alike(const StorySketch& a, const StorySketch& b) {
    const bool is_a_shorter = a.body.size() < b.body.size();
    return containment(is_a_shorter ? a.body : b.body, is_a_shorter ? b : a) >= least_of_shorter;
}

bool is_text(const StorySketch& sketch) {
    return sketch.words >= StorySketch::least_words && sketch.head.size() >= least_shingles;
}

} // namespace

Similarity compare_stories(const StorySketch& a, const StorySketch& b) {
    Similarity out;
    out.score = containment(a.head, b);
    if (out.score > 0) out.score = std::min(out.score, containment(b.head, a));
    out.story = out.score >= least_score && is_text(a) && is_text(b) && figures_agree(a.figures, b.figures) &&
                !figures_differ(a, b) && !differ_in_names(a, b) && go_on_alike(a, b) && !names_are_replaced(a, b);
    return out;
}

} // namespace arna
