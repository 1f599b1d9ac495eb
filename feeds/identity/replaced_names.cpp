#include "feeds/identity/replaced_names.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <span>
#include <utility>

namespace arna {
namespace {

using Kind = StoryWord::Kind;
using Words = std::span<const StoryWord>;

constexpr std::size_t in_a_row = 3;            ///< so many words of both texts hold them together
constexpr std::size_t longest_replacement = 8; ///< words; more is text that one of them alone has
constexpr std::size_t words_for_one_more = 150;

constexpr std::array kinds = {Kind::name, Kind::latin_name, Kind::acronym, Kind::weekday, Kind::month};

std::uint64_t row_at(Words words, std::size_t at) {
    std::uint64_t row = 0;
    for (const StoryWord& word : words.subspan(at, in_a_row)) row = row * 0x9E3779B97F4A7C15U + word.hash;
    return row;
}

/// The rows of words that stand once in the text, with where, sorted.
std::vector<std::pair<std::uint64_t, std::size_t>> single_rows(Words words) {
    std::vector<std::pair<std::uint64_t, std::size_t>> rows;
    for (std::size_t at = 0; at + in_a_row <= words.size(); ++at) rows.emplace_back(row_at(words, at), at);
    std::ranges::sort(rows);
    for (auto from = rows.begin(); from != rows.end();) {
        const auto to = std::find_if(from, rows.end(), [&](const auto& row) { return row.first != from->first; });
        from = to - from == 1 ? to : rows.erase(from, to);
    }
    return rows;
}

bool has_attribution(Words words) {
    return std::ranges::any_of(words, [](const StoryWord& word) { return word.kind == Kind::attribution; });
}

bool is_name(const StoryWord& word) { return word.kind == Kind::name || word.kind == Kind::latin_name; }

/// Whether one is the other in another spelling: with its initial, three of five letters are the same.
bool are_spellings(const StoryWord& a, const StoryWord& b) {
    return a.initial == b.initial &&
           5 * std::popcount(a.letters & b.letters) >= 3 * std::popcount(a.letters | b.letters);
}

/// Whether `words` have one of the kind that is not in `others` in another spelling, and their other text has none of
/// them.
bool are_own(Words words, Words others, Kind kind, const StorySketch& other) {
    bool has_one = false;
    for (const StoryWord& word : words) {
        if (word.kind != kind) continue;
        if (std::ranges::binary_search(other.names, word.stem)) return false;
        has_one = has_one || std::ranges::none_of(others, [&](const StoryWord& one) {
                      return one.kind == kind && are_spellings(word, one);
                  });
    }
    return has_one;
}

/// Whether a name, day or month stands for another one.
bool are_replaced(Words from, const StorySketch& a, Words to, const StorySketch& b) {
    return std::ranges::any_of(kinds,
                               [&](Kind kind) { return are_own(from, to, kind, b) && are_own(to, from, kind, a); });
}

} // namespace

bool names_are_replaced(const StorySketch& a, const StorySketch& b) {
    const Words here = a.text, there = b.text;
    const auto rows = single_rows(there);
    std::size_t in_a = 0, in_b = 0; // behind what both have
    std::size_t alike = 0, replaced = 0;
    const auto compare = [&](std::size_t end_a, std::size_t end_b) {
        const Words from = here.subspan(in_a, end_a - in_a), to = there.subspan(in_b, end_b - in_b);
        if (from.empty() || to.empty() || std::max(from.size(), to.size()) > longest_replacement) return;
        if (alike == 0 && from.front().hash != to.front().hash) return; // a place and an agency before the text
        const std::size_t before = std::min<std::size_t>(in_a, 2);
        if (has_attribution(here.subspan(in_a - before, before + from.size() + 1)) || has_attribution(to)) return;
        if (end_a < here.size() && is_name(here[end_a])) return; // Mr Smith, John Smith
        if (are_replaced(from, a, to, b)) ++replaced;
    };
    for (std::size_t at = 0; at + in_a_row <= here.size();) {
        const auto row = std::ranges::lower_bound(rows, std::pair(row_at(here, at), in_b));
        if (row == rows.end() || row->first != row_at(here, at)) {
            ++at;
            continue;
        }
        compare(at, row->second);
        in_a = at, in_b = row->second;
        while (in_a < here.size() && in_b < there.size() && here[in_a].hash == there[in_b].hash)
            ++in_a, ++in_b, ++alike;
        at = in_a;
    }
    return replaced > alike / words_for_one_more;
}

} // namespace arna
