#pragma once
#include "feeds/text/date/time_zone.hpp"

#include <chrono>
#include <cstdint>

namespace arna {

/// The day of a moment as the clocks of a zone show it, since 1970: what the limit of a source's articles a day counts
/// by.
[[nodiscard]] inline std::int64_t day_number(Time time, const TimeZone& zone) {
    return std::chrono::sys_days(zone.at(time).date).time_since_epoch().count();
}

/// The same in UTC: what the requests for a source's pages, and the figures of status pages, are counted by.
[[nodiscard]] inline std::int64_t day_number(Time time) {
    return std::chrono::floor<std::chrono::days>(time).time_since_epoch().count();
}

} // namespace arna
