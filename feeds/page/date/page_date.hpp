#pragma once
#include "feeds/text/date/civil_time.hpp"
#include "feeds/text/time.hpp"

#include <chrono>
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

/// A date in a form for programs: that of an attribute, of JSON-LD or a meta element (any form of parse_date). Nothing
/// for what is no date.
[[nodiscard]] std::optional<PageDate> read_machine_date(std::string_view text);

/// The day that a path names: "/2026/02/23/", "2026-02-23-name", "/20260223-".
[[nodiscard]] std::optional<PageDate> date_in_address(std::string_view url);

/// The day that a moment is on in a zone.
[[nodiscard]] std::chrono::year_month_day day_of(Time moment, const PageZone& zone);

/// Sets year, month and day.
void set_civil_day(CivilTime& civil, std::chrono::year_month_day day);

/// A moment as a clock of UTC shows it.
[[nodiscard]] CivilTime civil_in_utc(Time moment);

/// Whether a day exists, and lies between 1990 and 2099: pages tell of no other.
[[nodiscard]] bool is_page_day(const CivilTime& civil);

} // namespace arna
