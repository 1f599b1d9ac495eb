#include "feeds/text/date/time_zone.hpp"

#include "feeds/text/date/date.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <cstdlib>
#include <stdexcept>

namespace arna {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// In whole minutes: offsets had seconds before there were zones.
minutes offset_at(const date::time_zone* rules, Time time) {
    if (rules == nullptr) return minutes::zero();
    return floor<minutes>(rules->get_info(floor<seconds>(time)).offset);
}

} // namespace

TimeZone::TimeZone(std::string_view name) {
    try {
        rules_ = date::locate_zone(name);
        name_ = name;
    } catch (const std::runtime_error&) {
        rules_ = nullptr;
    }
}

LocalTime TimeZone::at(Time time) const {
    const auto offset = offset_at(rules_, time);
    const auto local = floor<seconds>(time) + offset;
    const auto day = floor<days>(local);
    const std::chrono::hh_mm_ss clock(local - day);
    return {.date = std::chrono::year_month_day(day),
            .hour = static_cast<int>(clock.hours().count()),
            .minute = static_cast<int>(clock.minutes().count()),
            .second = static_cast<int>(clock.seconds().count()),
            .offset = offset};
}

Time TimeZone::start_of(std::chrono::year_month_day day) const {
    const auto midnight = std::chrono::local_days(day).time_since_epoch();
    if (rules_ == nullptr) return Time(midnight);
    const auto info = rules_->get_info(date::local_seconds(midnight));
    // Clocks that skip midnight show the new day when they are set.
    if (info.result == date::local_info::nonexistent) return info.first.end;
    return Time(midnight - info.first.offset);
}

std::string format_offset(minutes offset) {
    const auto total = std::abs(offset.count());
    return fmt::format("{}{:02}:{:02}", offset.count() < 0 ? '-' : '+', total / 60, total % 60);
}

std::string format_rfc3339(Time time, const TimeZone& zone) {
    if (zone == TimeZone()) return format_rfc3339(time);
    const auto local = zone.at(time);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}", static_cast<int>(local.date.year()),
                       static_cast<unsigned>(local.date.month()), static_cast<unsigned>(local.date.day()), local.hour,
                       local.minute, local.second, format_offset(local.offset));
}

} // namespace arna
