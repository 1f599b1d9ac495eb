#pragma once
#include "feeds/text/time.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace date {
class time_zone;
}

namespace arna {

/// A moment as the clocks of a zone show it.
struct LocalTime {
    std::chrono::year_month_day date;
    int hour = 0, minute = 0, second = 0;
    std::chrono::minutes offset{}; ///< east of UTC
};

/// A zone of the system's time zone database. Cheap to copy, safe to share between threads.
class TimeZone {
public:
    TimeZone() = default; ///< UTC
    /// `name`: of the tz database, "Asia/Almaty"; one that the system does not know is UTC (is_time_zone()).
    explicit TimeZone(std::string_view name);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] LocalTime at(Time time) const;
    /// The first moment of a day: 00:00, or where clocks skip that, when they show the day first.
    [[nodiscard]] Time start_of(std::chrono::year_month_day day) const;

    friend bool operator==(const TimeZone& a, const TimeZone& b) { return a.name_ == b.name_; }

private:
    std::string name_ = "UTC";
    const date::time_zone* rules_ = nullptr; ///< of the database, which lives as long as the program; null: UTC
};

/// "+05:00", "-03:30"
[[nodiscard]] std::string format_offset(std::chrono::minutes offset);

/// RFC 3339 with the zone's offset and whole seconds: "2026-02-23T10:55:00+05:00"; in UTC with "Z".
[[nodiscard]] std::string format_rfc3339(Time time, const TimeZone& zone);

} // namespace arna
