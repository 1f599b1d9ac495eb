#pragma once
#include "daemon/store/digest_kind.hpp"
#include "feeds/text/date/time_zone.hpp"

#include <chrono>

namespace arna {

/// A last digest that ends later than this from now was made by a clock that was wrong.
inline constexpr std::chrono::milliseconds longest_clock_lead = std::chrono::hours(24);

/// The periods of digests, each named by its first day as the clocks of a zone show it.
class DigestPeriods {
public:
    DigestPeriods(DigestKind kind, const TimeZone& zone) : kind_(kind), zone_(zone) {}

    /// The day of `time`, or the Monday before it.
    [[nodiscard]] std::chrono::sys_days at(Time time) const {
        const std::chrono::sys_days day(zone_.at(time).date);
        if (kind_ == DigestKind::daily) return day;
        return day - (std::chrono::weekday(day) - std::chrono::Monday);
    }
    [[nodiscard]] Time start(std::chrono::sys_days period) const {
        return zone_.start_of(std::chrono::year_month_day(period));
    }
    [[nodiscard]] Time end(std::chrono::sys_days period) const {
        return start(period + std::chrono::days(kind_ == DigestKind::daily ? 1 : 7));
    }

private:
    DigestKind kind_;
    const TimeZone& zone_;
};

} // namespace arna
