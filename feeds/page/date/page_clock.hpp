#pragma once
#include "feeds/model/raw_feed.hpp"
#include "feeds/page/date/visible_date.hpp"
#include "feeds/page/view/page_view.hpp"

#include <optional>
#include <vector>

namespace arna {

/// The moment of a date. One "in UTC" that lies after the visit, or on a page whose UTC is none
/// (VisibleDateOptions::utc_is_local), is of the local clock. Nothing for a date that does not exist.
[[nodiscard]] std::optional<Time> moment_of(const PageDate& date, const VisibleDateOptions& options);

/// Whether the `time` elements of a page call their local clock UTC: one shows readers the digits that it tells
/// programs "in UTC", or lies well after the visit. Several minutes ahead are only a clock that is wrong.
[[nodiscard]] bool calls_local_clock_utc(const PageView& page, const VisibleDateOptions& options);

/// Marks the items whose dates say no more than the day, or were counted from the visit ("2 hours ago").
void mark_rough_dates(std::vector<RawItem>& items, const VisibleDateOptions& options);

} // namespace arna
