#pragma once
#include "feeds/rules/index/term_table.hpp"
#include "feeds/rules/item/words.hpp"
#include "feeds/rules/query/query.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {

/// A word of an item that a term matches.
struct TermHit {
    TermId term = 0;
    std::uint32_t word = 0; ///< index in ItemWords

    friend auto operator<=>(const TermHit&, const TermHit&) = default;
};

/// Finds the words of all rules in a text at once: looks up the beginnings of each word of the text, and looks closer
/// only at what it finds there. Immutable once built.
class TermIndex {
public:
    class Builder;

    /// Appends a hit for each word of `words` and each term that matches it; an index of loose terms looks at loosely
    /// folded words. The hits are not sorted, and some may come twice.
    void find(const ItemWords& words, std::string_view language, std::vector<TermHit>& hits) const;

    [[nodiscard]] bool empty() const { return main_.empty() && whole_.empty(); }
    [[nodiscard]] std::size_t memory() const { return main_.memory() + others_.memory() + whole_.memory(); }

private:
    class Finder;

    TermTable whole_; ///< words without forms: one look-up for each word of a text
    TermTable main_;
    /// Only for Latin languages other than English: their keys are short and many, and most items do without them.
    TermTable others_;
    bool is_loose_ = false;
    bool has_stem_keys_ = false;
};

/// Collects terms and builds their index.
class TermIndex::Builder {
public:
    explicit Builder(bool is_loose) : is_loose_(is_loose) {}

    /// The number of a word. A new word takes the next free one, `numbers`, which is raised: several indexes share a
    /// numbering.
    TermId add(const QueryWord& word, TermId& numbers);

    [[nodiscard]] TermIndex build() &&;

private:
    std::map<std::pair<std::string, QueryWord::Match>, TermId> terms_;
    bool is_loose_;
};

} // namespace arna
