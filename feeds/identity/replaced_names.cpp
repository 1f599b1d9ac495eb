#include "feeds/identity/replaced_names.hpp"

#include "feeds/identity/story_names.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace arna {
namespace {

using Kind = StoryWord::Kind;
using Words = std::span<const StoryWord>;

constexpr std::size_t in_a_row = 3; ///< so many words of both texts hold them together

constexpr std::array kinds = {Kind::name, Kind::latin_name, Kind::acronym, Kind::weekday, Kind::month};

/// Where a row of words stands.
struct Row {
    std::uint64_t hash = 0;
    std::size_t at = 0;

    auto operator<=>(const Row&) const = default;
};

/// The rows of words that stand once in the text, sorted.
std::vector<Row> single_rows(Words words) {
    std::vector<Row> all, single;
    for (std::size_t at = 0; at + in_a_row <= words.size(); ++at) {
        std::uint64_t hash = 0;
        for (const StoryWord& word : words.subspan(at, in_a_row)) hash = hash * 0x9E3779B97F4A7C15U + word.hash;
        all.push_back({hash, at});
    }
    std::ranges::sort(all);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool is_repeated =
            (i > 0 && all[i - 1].hash == all[i].hash) || (i + 1 < all.size() && all[i + 1].hash == all[i].hash);
        if (!is_repeated) single.push_back(all[i]);
    }
    return single;
}

/// Where a row that stands once in each of two texts does.
struct Common {
    std::size_t in_a = 0, in_b = 0;

    auto operator<=>(const Common&) const = default;
};

/// The rows that stand once in each, in the order of the first text.
std::vector<Common> common_rows(Words a, Words b) {
    const auto rows_a = single_rows(a), rows_b = single_rows(b);
    std::vector<Common> common;
    auto other = rows_b.begin();
    for (const Row& row : rows_a) {
        while (other != rows_b.end() && other->hash < row.hash) ++other;
        if (other != rows_b.end() && other->hash == row.hash) common.push_back({row.at, other->at});
    }
    std::ranges::sort(common);
    return common;
}

/// How many words belong to rows that begin at these places.
std::size_t words_of_rows(std::span<const std::size_t> sorted) {
    std::size_t words = in_a_row; // of the last one
    for (std::size_t i = 1; i < sorted.size(); ++i) words += std::min(in_a_row, sorted[i] - sorted[i - 1]);
    return words;
}

bool has(Words words, Kind kind) { return std::ranges::find(words, kind, &StoryWord::kind) != words.end(); }

bool is_name(const StoryWord& word) { return word.kind == Kind::name || word.kind == Kind::latin_name; }

/// A place in which two texts differ, between words that both have.
struct Place {
    Words text;
    std::size_t begin = 0, end = 0;

    [[nodiscard]] Words words() const { return text.subspan(begin, end - begin); }
    /// With so many words before and behind.
    [[nodiscard]] Words around(std::size_t before, std::size_t behind) const {
        const std::size_t from = begin - std::min(begin, before), to = std::min(end + behind, text.size());
        return text.subspan(from, to - from);
    }
};

/// Whether `here` has a name of the kind of which the other text does not tell, nor spells it otherwise there.
bool only_first_tells(const Place& here, const Place& there, Kind kind) {
    return std::ranges::any_of(here.words(), [&](const StoryWord& word) {
        return word.kind == kind &&
               std::ranges::none_of(there.text, [&](const StoryWord& one) { return are_one_name(word, one); }) &&
               (kind == Kind::weekday || kind == Kind::month ||
                std::ranges::none_of(
                    there.words(), [&](const StoryWord& one) { return one.kind == kind && are_spellings(word, one); }));
    });
}

/// Counts the places in which names stand for others.
class ReplacedNames {
public:
    ReplacedNames(Words a, Words b) : a_(a), b_(b) {}

    [[nodiscard]] bool are_enough() {
        constexpr std::size_t words_for_one_more = 150;
        const auto common = common_rows(a_, b_);
        if (common.empty()) return false;
        std::vector<std::size_t> in_a, in_b; // in the order of each text
        for (const Common& row : common) in_a.push_back(row.in_a), in_b.push_back(row.in_b);
        std::ranges::sort(in_b);
        if (common.front().in_b == in_b.front()) compare_beginnings(common.front());
        for (std::size_t i = 0; i + 1 < common.size(); ++i) {
            const Common &row = common[i], &next = common[i + 1];
            const auto behind = std::ranges::upper_bound(in_b, row.in_b);
            if (behind == in_b.end() || *behind != next.in_b) continue; // one of them was moved
            compare({a_, row.in_a + in_a_row, next.in_a}, {b_, row.in_b + in_a_row, next.in_b});
        }
        const std::size_t alike = std::min(words_of_rows(in_a), words_of_rows(in_b));
        return replaced_ > alike / words_for_one_more;
    }

private:
    /// A place and an agency before the text are none of it.
    void compare_beginnings(const Common& first) {
        if (a_.front().hash == b_.front().hash) compare({a_, 0, first.in_a}, {b_, 0, first.in_b});
    }

    void compare(Place a, Place b) {
        constexpr std::size_t longest = 8; // words; more is text that one of them alone has
        while (a.begin < a.end && b.begin < b.end && a_[a.begin].hash == b_[b.begin].hash) ++a.begin, ++b.begin;
        while (a.begin < a.end && b.begin < b.end && a_[a.end - 1].hash == b_[b.end - 1].hash) --a.end, --b.end;
        if (a.begin >= a.end || b.begin >= b.end || std::max(a.end - a.begin, b.end - b.begin) > longest) return;
        if (is_before_name(a) || is_before_name(b)) return; // Mr Smith, John Smith
        if (has(a.around(2, 1), Kind::attribution) || has(b.around(2, 1), Kind::attribution)) return;
        const bool are_replaced = std::ranges::any_of(
            kinds, [&](Kind kind) { return only_first_tells(a, b, kind) && only_first_tells(b, a, kind); });
        if (!are_replaced || (may_be_outlets(a, b) && !std::exchange(has_outlets_, true))) return;
        ++replaced_;
    }

    static bool is_before_name(const Place& place) {
        return place.end < place.text.size() && is_name(place.text[place.end]);
    }

    /// Beside what was said: of people both names are often told, of outlets seldom.
    static bool may_be_outlets(const Place& a, const Place& b) {
        const auto names = [](const Place& place) { return std::ranges::count_if(place.words(), is_name); };
        return (names(a) <= 1 || names(b) <= 1) &&
               (has(a.around(1, 1), Kind::speech) || has(b.around(1, 1), Kind::speech));
    }

    Words a_, b_;
    std::size_t replaced_ = 0;
    bool has_outlets_ = false; ///< one such place was passed over
};

} // namespace

bool names_are_replaced(const StorySketch& a, const StorySketch& b) {
    return ReplacedNames(a.text, b.text).are_enough();
}

} // namespace arna
