#include "feeds/identity/similarity.hpp"

#include <algorithm>

namespace arna {
namespace {

constexpr double least_score = 0.5;
constexpr double least_figures = 0.6;

bool may_have(const StorySketch& sketch, std::uint32_t hash) {
    return (sketch.filter[hash / 64 % sketch.filter.size()] >> hash % 64 & 1U) != 0;
}

/// The share of `head` that is in the body of `whole`.
double containment(const std::vector<std::uint32_t>& head, const StorySketch& whole) {
    if (head.empty()) return 0;
    const auto found = std::ranges::count_if(head, [&](std::uint32_t hash) {
        return may_have(whole, hash) && std::ranges::binary_search(whole.body, hash);
    });
    return static_cast<double>(found) / static_cast<double>(head.size());
}

bool figures_agree(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    const auto& fewer = a.size() < b.size() ? a : b;
    const auto& more = a.size() < b.size() ? b : a;
    const auto shared =
        std::ranges::count_if(fewer, [&](std::uint32_t hash) { return std::ranges::binary_search(more, hash); });
    return static_cast<double>(shared) >= least_figures * static_cast<double>(fewer.size());
}

/// Whether two titles are one form that was filled in twice: as many words, most the same, and those that are not are
/// names or numbers.
bool differ_in_names(const StorySketch& a, const StorySketch& b) {
    if (a.title.size() != b.title.size()) return false;
    std::size_t different = 0;
    for (std::size_t i = 0; i < a.title.size(); ++i) {
        if (a.title[i] == b.title[i]) continue;
        const bool are_names = ((a.title_names & b.title_names) >> i & 1U) != 0;
        if (!are_names) return false;
        ++different;
    }
    return different > 0 && different * 2 <= a.title.size();
}

} // namespace

Similarity compare_stories(const StorySketch& a, const StorySketch& b) {
    Similarity out;
    out.score = containment(a.head, b);
    if (out.score > 0) out.score = std::min(out.score, containment(b.head, a));
    const bool are_texts = std::min(a.words, b.words) >= StorySketch::least_words;
    out.story = are_texts && out.score >= least_score && figures_agree(a.figures, b.figures) && !differ_in_names(a, b);
    return out;
}

} // namespace arna
