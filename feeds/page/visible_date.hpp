#pragma once
#include "feeds/text/date/civil_time.hpp"
#include "feeds/text/time.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace arna {

/// The zone of clocks that name none.
struct PageZone {
    std::string name;          ///< of the tz database; empty: `offset`
    std::optional<int> offset; ///< minutes east of UTC; none and no name: UTC

    /// The moment that a clock of this zone shows; nothing for a date that does not exist.
    [[nodiscard]] std::optional<Time> moment_of(CivilTime civil) const;
};

/// A date as a page tells it.
struct PageDate {
    CivilTime civil; ///< with an offset if it names one
    bool has_clock = false;
    bool has_year = true;  ///< false: the year was told by the visit
    std::size_t begin = 0; ///< where it stands in its text, in bytes
    std::size_t end = 0;
};

struct VisibleDateOptions {
    Time now;                 ///< when the page was fetched: "today", "2 hours ago", a day without a year
    PageZone zone;            ///< whose day is today
    bool month_first = false; ///< 3/4/2026 is 4 March, as in America
    bool needs_year = false;  ///< a day without its year is none
};

/// A date in a form for programs: that of an attribute, of JSON-LD or a meta element (any form of parse_date). Nothing
/// for what is no date.
[[nodiscard]] std::optional<PageDate> read_machine_date(std::string_view text);

/// The first date in a line for people, in the languages of date_word(): "23.02.2026, 10:55", "2026 жылғы 23 ақпан",
/// "Feb 23, 2026", "Бүгін, 10:55", "2 часа назад". Only the first kilobyte is read. Nothing where there is none.
[[nodiscard]] std::optional<PageDate> find_date(std::string_view text, const VisibleDateOptions& options);

/// The day that a path names: "/2026/02/23/", "2026-02-23-name", "/20260223-".
[[nodiscard]] std::optional<PageDate> date_in_address(std::string_view url);

} // namespace arna
