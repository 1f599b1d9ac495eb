#pragma once
#include "feeds/text/date/date.hpp"
#include "feeds/text/time.hpp"

#include <optional>

namespace arna {

/// A date and a time of day as they stand in a text, unchecked.
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

/// The moment; a time without offset is one of `options.time_zone`. 24:00 is the next day's 00:00 and a leap second the
/// second after it (ISO 8601). Nothing for what is on no clock or calendar, and before year 1 or after 9999.
[[nodiscard]] std::optional<Time> to_time(const CivilTime& civil, const DateOptions& options);

} // namespace arna
