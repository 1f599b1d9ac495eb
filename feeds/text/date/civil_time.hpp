#pragma once
#include "feeds/text/date/date.hpp"
#include "feeds/text/time.hpp"

#include <optional>

namespace arna {

/// A date and a time of day as a text has them, unchecked.
struct CivilTime {
    int year = 0;
    int month = 1;
    int day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int millisecond = 0;
    std::optional<int> offset; ///< minutes east of UTC
};

/// The moment that is meant; a time without an offset is in `options.time_zone`. 24:00 is 00:00 of the next day, a leap
/// second the second after it (ISO 8601). Nothing for a date or time that does not exist, and outside of the years 1 to
/// 9999.
[[nodiscard]] std::optional<Time> to_time(const CivilTime& civil, const DateOptions& options);

} // namespace arna
