#include "daemon/history/retain.hpp"

#include "daemon/log/events.hpp"
#include "daemon/store/store.hpp"

namespace arna {

HistoryStep Retain::next(StoreReader& reader, ArticleId after, const SliceLimits& limits) const {
    HistorySlice slice{.up_to = after};
    if (after == ArticleId{}) slice.floors = reader.removable_pages(policy_, now_);
    // Pages go first, in a slice of their own: what was in them may be needed by nobody else.
    if (!slice.floors.empty()) return {.slice = std::move(slice), .totals = {}};
    auto found = reader.removable(after, limits.articles, policy_, now_);
    slice.up_to = found.up_to;
    slice.is_last = found.is_last;
    slice.removed = std::move(found.articles);
    return {.slice = std::move(slice), .totals = {}};
}

void Retain::log_end(const HistoryTotals& totals) const {
    if (totals.removed > 0) log(events::articles_removed, {{"articles", totals.removed}});
}

} // namespace arna
