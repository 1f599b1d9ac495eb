#include "feeds/text/date/date.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace arna {
namespace {

struct Parts {
    int year;
    unsigned month, day, weekday;
    long hour, minute, second;
};

Parts parts_of(Time time) {
    const auto whole = std::chrono::floor<std::chrono::seconds>(time);
    const auto midnight = std::chrono::floor<std::chrono::days>(whole);
    const std::chrono::year_month_day day(midnight);
    const std::chrono::hh_mm_ss clock(whole - midnight);
    return {.year = static_cast<int>(day.year()),
            .month = static_cast<unsigned>(day.month()),
            .day = static_cast<unsigned>(day.day()),
            .weekday = std::chrono::weekday(midnight).c_encoding(),
            .hour = clock.hours().count(),
            .minute = clock.minutes().count(),
            .second = clock.seconds().count()};
}

constexpr std::array<const char*, 7> weekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<const char*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string internet_message_date(Time time, std::string_view zone) {
    const Parts p = parts_of(time);
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} {}", weekdays[p.weekday], p.day, months[p.month - 1],
                       p.year, p.hour, p.minute, p.second, zone);
}

} // namespace

std::string format_rfc3339(Time time) {
    const Parts p = parts_of(time);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", p.year, p.month, p.day, p.hour, p.minute, p.second);
}

std::string format_rfc2822(Time time) { return internet_message_date(time, "+0000"); }

std::string format_http_date(Time time) { return internet_message_date(time, "GMT"); }

} // namespace arna
