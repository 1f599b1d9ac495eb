#pragma once
#include "feeds/rules/index/bits.hpp"
#include "feeds/rules/index/term_index.hpp"
#include "feeds/rules/item/words.hpp"

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

namespace arna {

/// The hits of one item, grouped by term. Nearly all terms have none; a bit for each term says so. Grouping takes time
/// linear in the hits.
class HitsByTerm {
public:
    /// Requires: every term is below `term_count`.
    HitsByTerm(TermId term_count, std::span<const TermHit> hits, const ItemWords& words);

    [[nodiscard]] bool has(TermId term) const { return has_bit(bits_, term); }

    /// The words of a term as sorted indexes in ItemWords, each once.
    [[nodiscard]] std::span<const std::uint32_t> words_of(TermId term) const;

    /// The fields in which a term has a word, as bits.
    [[nodiscard]] std::uint32_t fields_of(TermId term) const { return has(term) ? groups_[group_of(term)].fields : 0; }

    /// Calls `visit(TermId)` for each term that has a word, in order.
    template <class Visit>
    void for_each_term(Visit&& visit) const {
        for_each_bit(bits_, visit);
    }

private:
    struct Group {
        std::uint32_t first = 0; ///< in words_
        std::uint32_t count = 0;
        std::uint32_t fields = 0; ///< bits
    };

    [[nodiscard]] std::size_t group_of(TermId term) const {
        const std::uint64_t before = bits_[term / 64] & ((std::uint64_t{1} << (term % 64)) - 1);
        return groups_before_[term / 64] + static_cast<std::size_t>(std::popcount(before));
    }
    void finish(Group& group, const ItemWords& words);

    Bits bits_;                                ///< one a term
    std::vector<std::uint32_t> groups_before_; ///< by index in bits_: how many bits are set before it
    std::vector<Group> groups_;                ///< in the order of their terms
    std::vector<std::uint32_t> words_;
};

} // namespace arna
