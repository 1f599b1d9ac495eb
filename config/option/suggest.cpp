#include "config/option/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t longest_word = 64; // nobody mistypes a key into more than this

/// Optimal string alignment: Damerau's distance without editing an exchanged pair again. Both are at most longest_word.
std::size_t distance(std::string_view a, std::string_view b) {
    using Row = std::array<std::size_t, longest_word + 1>;
    Row rows[3];
    Row *before_last = &rows[0], *last = &rows[1], *row = &rows[2];
    for (std::size_t j = 0; j <= b.size(); ++j) (*last)[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        (*row)[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t other = (*last)[j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u);
            (*row)[j] = std::min({(*last)[j] + 1, (*row)[j - 1] + 1, other});
            const bool is_exchanged = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (is_exchanged) (*row)[j] = std::min((*row)[j], (*before_last)[j - 2] + 1);
        }
        std::swap(before_last, last);
        std::swap(last, row);
    }
    return (*last)[b.size()];
}

} // namespace

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
    if (word.size() > longest_word) return {};
    std::string_view best;
    std::size_t fewest = longest_word;
    for (const std::string_view candidate : candidates) {
        const auto [shorter, longer] = std::minmax({word.size(), candidate.size()});
        const std::size_t allowed = std::max<std::size_t>(1, longer / 3);
        if (longer > longest_word || longer - shorter > allowed) continue; // more slips than that, by its length alone
        const std::size_t slips = distance(word, candidate);
        if (slips <= allowed && slips < candidate.size() && slips < fewest) {
            fewest = slips;
            best = candidate;
        }
    }
    return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates) {
    const std::string_view meant = nearest(word, candidates);
    return meant.empty() ? std::string{} : fmt::format("; did you mean '{}'?", meant);
}

} // namespace arna
