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

/// A word of an item that is one of a term's.
struct TermHit {
    TermId term = 0;
    std::uint32_t word = 0; ///< index in ItemWords

    friend auto operator<=>(const TermHit&, const TermHit&) = default;
};

/// Finds the words of all rules in a text at once: for each word of the text its beginnings are looked up, and only what is
/// found there is looked at closer. Immutable once built.
class TermIndex {
public:
    class Builder;

    /// Appends a hit for every word of `words` and every term that it is a word of, loosely folded words where the index is
    /// of loose terms. Not sorted; a hit may be given twice.
    void find(const ItemWords& words, std::string_view language, std::vector<TermHit>& hits) const;

    [[nodiscard]] bool empty() const { return main_.empty() && whole_.empty(); }
    [[nodiscard]] std::size_t memory() const { return main_.memory() + others_.memory() + whole_.memory(); }

private:
    class Finder;

    TermTable whole_; ///< words that have no forms: each word of a text needs one look
    TermTable main_;
    /// What only Latin languages other than English need. Their keys are short and many, and most items never ask for them.
    TermTable others_;
    bool is_loose_ = false;
    bool has_stem_keys_ = false;
};

/// Collects terms and makes the index of them.
class TermIndex::Builder {
public:
    explicit Builder(bool is_loose) : is_loose_(is_loose) {}

    /// The number of a word; `numbers` is the next free one and is raised for a new word, so that several indexes share
    /// one numbering.
    TermId add(const QueryWord& word, TermId& numbers);

    [[nodiscard]] TermIndex build() &&;

private:
    std::map<std::pair<std::string, QueryWord::Match>, TermId> terms_;
    bool is_loose_;
};

} // namespace arna
