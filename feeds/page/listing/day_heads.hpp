#pragma once
#include "feeds/page/listing/link_lists.hpp"

namespace arna {

/// Dates the items of a list that stands in groups by day, each below a line that is a day ("28 қараша 2026"), where no
/// item has a date of its own: the day above it, at the clock in its part of the page ("10:30") if there is one; a
/// score or a price is none. A list below one day alone stays as it is: that may be today's, in the head of the page;
/// so does one whose days do not go back from today: those are of what is to come. No moment lies after now. Linear in
/// the page.
void date_by_day_heads(const PageView& page, BoxList& list, const VisibleDateOptions& dates);

} // namespace arna
