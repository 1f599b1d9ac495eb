#include "feeds/text/words/word_diff.hpp"

#include "feeds/text/ascii.hpp"
#include "feeds/text/utf8.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <span>

namespace arna {
namespace {

/// Edits that are looked for one by one: time and memory go with their square.
constexpr std::size_t most_edits = 2'000;

struct Piece {
    std::string_view text;
    bool follows_blank = false;

    friend bool operator==(const Piece& a, const Piece& b) { return a.text == b.text; }
};
using Pieces = std::vector<Piece>;

bool is_blank(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0; }
bool is_punctuation(char32_t c) { return u_ispunct(static_cast<UChar32>(c)) != 0; }

/// Whether a sign between two letters or digits leaves them one word: он-екі, 05:12, 3,5, ТОО/ЖШС.
bool joins(char32_t sign, std::string_view behind) {
    constexpr std::u32string_view joining = U"-'’.,:/_@&";
    if (!joining.contains(sign) || behind.empty()) return false;
    std::size_t at = 0;
    const auto next = next_code_point(behind, at);
    return !is_blank(next) && !is_punctuation(next);
}

/// The words of a text, each sign of punctuation apart.
Pieces pieces_of(std::string_view text) {
    Pieces pieces;
    bool follows_blank = true;
    std::size_t word_begin = 0, at = 0;
    const auto end_word = [&](std::size_t end) {
        if (end > word_begin) {
            pieces.push_back({text.substr(word_begin, end - word_begin), follows_blank});
            follows_blank = false;
        }
    };
    while (at < text.size()) {
        const auto begin = at;
        const auto c = next_code_point(text, at);
        const bool ends_word = is_blank(c) || is_punctuation(c);
        if (!ends_word || (begin > word_begin && joins(c, text.substr(at)))) continue;
        end_word(begin);
        word_begin = at;
        if (is_blank(c)) {
            follows_blank = true;
        } else {
            pieces.push_back({text.substr(begin, at - begin), follows_blank});
            follows_blank = false;
        }
    }
    end_word(text.size());
    return pieces;
}

/// Builds runs out of pieces.
class Runs {
public:
    void add(WordRun::Kind kind, const Piece& piece) {
        if (runs_.empty() || runs_.back().kind != kind)
            runs_.push_back({.kind = kind, .text = {}, .follows_blank = piece.follows_blank});
        else if (piece.follows_blank)
            runs_.back().text += ' ';
        runs_.back().text += piece.text;
    }
    void add(WordRun::Kind kind, std::span<const Piece> pieces) {
        for (const auto& piece : pieces) add(kind, piece);
    }
    [[nodiscard]] std::vector<WordRun> take() { return std::move(runs_); }

private:
    std::vector<WordRun> runs_;
};

/// The shortest way from one list to another (Myers, "An O(ND) Difference Algorithm", 1986): which pieces of each are
/// not in the other. False beyond most_edits.
class ShortestEdit {
public:
    ShortestEdit(std::span<const Piece> a, std::span<const Piece> b) : a_(a), b_(b) {}

    bool find() {
        const auto limit = std::min(most_edits, a_.size() + b_.size());
        std::vector<std::ptrdiff_t> furthest(2 * limit + 3);
        const auto middle = static_cast<std::ptrdiff_t>(limit + 1);
        for (std::size_t d = 0; d <= limit; ++d) {
            const auto edits = static_cast<std::ptrdiff_t>(d);
            for (std::ptrdiff_t k = -edits; k <= edits; k += 2) {
                const bool is_down =
                    k == -edits || (k != edits && furthest[at(middle, k - 1)] < furthest[at(middle, k + 1)]);
                auto x = is_down ? furthest[at(middle, k + 1)] : furthest[at(middle, k - 1)] + 1;
                while (x < size(a_) && x - k < size(b_) && x - k >= 0 &&
                       a_[static_cast<std::size_t>(x)] == b_[static_cast<std::size_t>(x - k)])
                    ++x;
                furthest[at(middle, k)] = x;
                if (x < size(a_) || x - k < size(b_)) continue;
                trace_.emplace_back(furthest.begin() + middle - edits, furthest.begin() + middle + edits + 1);
                walk_back();
                return true;
            }
            trace_.emplace_back(furthest.begin() + middle - edits, furthest.begin() + middle + edits + 1);
        }
        return false;
    }

    [[nodiscard]] const std::vector<bool>& removed() const { return removed_; }
    [[nodiscard]] const std::vector<bool>& added() const { return added_; }

private:
    static std::size_t at(std::ptrdiff_t middle, std::ptrdiff_t k) { return static_cast<std::size_t>(middle + k); }
    static std::ptrdiff_t size(std::span<const Piece> pieces) { return static_cast<std::ptrdiff_t>(pieces.size()); }

    void walk_back() {
        removed_.resize(a_.size());
        added_.resize(b_.size());
        auto x = size(a_), y = size(b_);
        for (auto d = static_cast<std::ptrdiff_t>(trace_.size()) - 1; d > 0; --d) {
            const auto& before = trace_[static_cast<std::size_t>(d - 1)]; // of d - 1 edits: k from -(d-1) to d-1
            const auto reached = [&](std::ptrdiff_t k) {
                return k < -(d - 1) || k > d - 1 ? -1 : before[static_cast<std::size_t>(k + d - 1)];
            };
            const auto k = x - y;
            const bool is_down = k == -d || (k != d && reached(k - 1) < reached(k + 1));
            const auto from = is_down ? k + 1 : k - 1;
            x = reached(from);
            y = x - from;
            if (is_down)
                added_[static_cast<std::size_t>(y)] = true;
            else
                removed_[static_cast<std::size_t>(x)] = true;
        }
    }

    std::span<const Piece> a_, b_;
    std::vector<std::vector<std::ptrdiff_t>> trace_; ///< how far each diagonal came, by edits
    std::vector<bool> removed_, added_;
};

/// What stands between equal beginnings and ends.
void add_difference(Runs& runs, std::span<const Piece> a, std::span<const Piece> b) {
    ShortestEdit edit(a, b);
    if (!edit.find()) {
        runs.add(WordRun::Kind::removed, a);
        runs.add(WordRun::Kind::added, b);
        return;
    }
    std::size_t x = 0, y = 0;
    while (x < a.size() || y < b.size()) {
        for (; x < a.size() && edit.removed()[x]; ++x) runs.add(WordRun::Kind::removed, a[x]);
        for (; y < b.size() && edit.added()[y]; ++y) runs.add(WordRun::Kind::added, b[y]);
        for (; x < a.size() && y < b.size() && !edit.removed()[x] && !edit.added()[y]; ++x, ++y)
            runs.add(WordRun::Kind::same, b[y]);
    }
}

/// How many words of the one are not in the other, and the reverse, wherever they stand.
void count_words(WordDiff& diff, Pieces a, Pieces b) {
    const auto by_text = [](const Piece& one, const Piece& other) { return one.text < other.text; };
    std::ranges::sort(a, by_text);
    std::ranges::sort(b, by_text);
    std::size_t x = 0, y = 0;
    while (x < a.size() && y < b.size()) {
        if (a[x] == b[y])
            ++x, ++y;
        else
            by_text(a[x], b[y]) ? (++diff.removed, ++x) : (++diff.added, ++y);
    }
    diff.removed += a.size() - x;
    diff.added += b.size() - y;
    diff.is_counted = true;
}

/// The first, or the last, `count` words of a run.
std::string beginning(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    for (; count > 0 && at != std::string_view::npos; --count) at = text.find(' ', at == 0 ? 0 : at + 1);
    return at == std::string_view::npos ? std::string(text) : std::string(text.substr(0, at)) + " …";
}

std::string ending(std::string_view text, std::size_t count) {
    std::size_t at = text.size();
    for (; count > 0 && at != std::string_view::npos; --count)
        at = at == 0 ? std::string_view::npos : text.rfind(' ', at - 1);
    return at == std::string_view::npos ? std::string(text) : "… " + std::string(text.substr(at + 1));
}

/// An equal run between two changes; at the ends of the text only one side of it is near a change.
std::string shortened(const std::string& text, std::size_t context, bool is_first, bool is_last) {
    const auto words = 1 + static_cast<std::size_t>(std::ranges::count(text, ' '));
    if (is_first) return ending(text, context);
    if (is_last) return beginning(text, context);
    if (words <= 2 * context) return text;
    return beginning(text, context) + ending(text, context).substr(std::string_view("…").size());
}

} // namespace

WordDiff diff_words(std::string_view before, std::string_view after) {
    const auto a = pieces_of(before), b = pieces_of(after);
    WordDiff diff;
    if (a.size() > WordDiff::most_words || b.size() > WordDiff::most_words) {
        count_words(diff, a, b);
        return diff;
    }
    const auto begin = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
    std::size_t end = 0;
    const auto shorter = std::min(a.size(), b.size());
    while (end < shorter - begin && a[a.size() - 1 - end] == b[b.size() - 1 - end]) ++end;
    Runs runs;
    runs.add(WordRun::Kind::same, std::span(b).first(begin));
    add_difference(runs, std::span(a).subspan(begin, a.size() - begin - end),
                   std::span(b).subspan(begin, b.size() - begin - end));
    runs.add(WordRun::Kind::same, std::span(b).last(end));
    diff.runs = runs.take();
    return diff;
}

std::string marked_text(const WordDiff& diff, std::size_t context) {
    if (diff.is_counted)
        return fmt::format("{} {} went, {} came", diff.removed, diff.removed == 1 ? "word" : "words", diff.added);
    std::string text;
    const auto& runs = diff.runs;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const auto& run = runs[i];
        const bool replaces = i > 0 && run.kind == WordRun::Kind::added && runs[i - 1].kind == WordRun::Kind::removed;
        if (run.follows_blank && !text.empty() && !replaces) text += ' ';
        switch (run.kind) {
        case WordRun::Kind::same: text += shortened(run.text, context, i == 0, i + 1 == runs.size()); break;
        case WordRun::Kind::removed: text += "[-" + run.text + "-]"; break;
        case WordRun::Kind::added: text += "{+" + run.text + "+}"; break;
        }
    }
    return text;
}

} // namespace arna
