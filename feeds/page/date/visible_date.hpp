#pragma once
#include "feeds/page/date/page_date.hpp"
#include "feeds/text/time.hpp"

#include <optional>
#include <string_view>

namespace arna {

struct VisibleDateOptions {
    Time now;                  ///< when the page was fetched: "today", "2 hours ago", a day without a year
    PageZone zone;             ///< whose day is today
    bool month_first = false;  ///< 3/4/2026 is 4 March, as in America
    bool needs_year = false;   ///< a day without its year is none
    bool utc_is_local = false; ///< what the page calls UTC is its local clock
};

/// The first date in a line for people, in the languages of date_word(): "23.02.2026, 10:55", "2026 жылғы 23 ақпан",
/// "Feb 23, 2026", "Бүгін, 10:55", "2 часа назад". Only the first kilobyte is read. Nothing where there is none.
[[nodiscard]] std::optional<PageDate> find_date(std::string_view text, const VisibleDateOptions& options);

} // namespace arna
