#pragma once
#include "feeds/model/entry.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace arna {

/// What a source took back: it stood in the last document and not in this one, although what stood around it does.
struct Withdrawals {
    std::vector<Ident> withdrawn;
    /// They stood on top, where nothing new tells yet that they were not pushed aside: to be judged at a later visit.
    std::vector<Ident> undecided;
};

/// With more undecided ones the list is one that drops its oldest items from the top.
inline constexpr std::size_t most_undecided = 3;

/// Compares two documents of a source, each by the idents of its items in order. Nothing is withdrawn where they share
/// nothing, or where so much vanished at once that the list was edited: more than three items, and more than a third
/// of those between the ones that stayed. Pure.
[[nodiscard]] Withdrawals judge_withdrawals(std::span<const Ident> last, std::span<const Ident> present);

} // namespace arna
