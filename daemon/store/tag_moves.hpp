#pragma once
#include "daemon/store/records.hpp"

#include <algorithm>
#include <span>
#include <vector>

namespace arna {

/// Adds `more` to `all`, which names each tag once.
inline void add_moves(std::vector<TagMoves>& all, std::span<const TagMoves> more) {
    for (const auto& one : more) {
        const auto found = std::ranges::find(all, one.tag, &TagMoves::tag);
        auto& sum = found != all.end() ? *found : all.emplace_back(TagMoves{.tag = one.tag});
        sum.joined += one.joined;
        sum.left += one.left;
    }
}

} // namespace arna
