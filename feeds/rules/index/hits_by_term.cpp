#include "feeds/rules/index/hits_by_term.hpp"

#include "feeds/rules/query/fields.hpp"

#include <algorithm>

namespace arna {

HitsByTerm::HitsByTerm(TermId term_count, std::span<const TermHit> hits, const ItemWords& words)
    : bits_(make_bits(term_count)), groups_before_(bits_.size()), words_(hits.size()) {
    for (const TermHit& hit : hits) set_bit(bits_, hit.term);
    std::uint32_t groups = 0;
    for (std::size_t i = 0; i < bits_.size(); ++i) {
        groups_before_[i] = groups;
        groups += static_cast<std::uint32_t>(std::popcount(bits_[i]));
    }

    groups_.resize(groups);
    for (const TermHit& hit : hits) ++groups_[group_of(hit.term)].count;
    std::uint32_t first = 0;
    for (Group& group : groups_) {
        group.first = first;
        first += group.count;
        group.count = 0;
    }
    for (const TermHit& hit : hits) {
        Group& group = groups_[group_of(hit.term)];
        words_[group.first + group.count++] = hit.word;
    }
    for (Group& group : groups_) finish(group, words);
}

void HitsByTerm::finish(Group& group, const ItemWords& words) {
    const auto of_group = std::span(words_).subspan(group.first, group.count);
    if (!std::ranges::is_sorted(of_group)) std::ranges::sort(of_group);
    group.count -= static_cast<std::uint32_t>(std::ranges::unique(of_group).size());
    for (const std::uint32_t word : of_group.first(group.count)) {
        group.fields |= field_bit(words.field_of(words.words()[word]));
    }
}

std::span<const std::uint32_t> HitsByTerm::words_of(TermId term) const {
    if (!has(term)) return {};
    const Group& group = groups_[group_of(term)];
    return std::span(words_).subspan(group.first, group.count);
}

} // namespace arna
