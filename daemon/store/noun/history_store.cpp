#include "daemon/store/noun/history_store.hpp"

#include <algorithm>

namespace arna {

bool RetentionPolicy::keeps_all() const {
    const auto keeps = [](const Source& source) { return !source.keep && source.keep_items == 0; };
    return tags.empty() && keeps(others) &&
           std::ranges::all_of(sources, [&](const auto& one) { return keeps(one.second); });
}

} // namespace arna
