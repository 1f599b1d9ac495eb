#include "feeds/text/date/civil_time.hpp"

#include <date/tz.h>

#include <chrono>
#include <stdexcept>

namespace arna {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

/// Offset of a zone at a local time by the system's rules. Of two (clocks set back) the first counts; a time that
/// clocks skip is read with the offset before the gap. An unknown zone is UTC.
seconds offset_at(date::local_seconds local, const std::string& zone) {
    try {
        return date::locate_zone(zone)->get_info(local).first.offset;
    } catch (const std::runtime_error&) {
        return seconds::zero();
    }
}

bool is_on_a_clock(const CivilTime& t) {
    if (t.hour == 24) return t.minute == 0 && t.second == 0 && t.millisecond == 0;
    return t.hour >= 0 && t.hour < 24 && t.minute >= 0 && t.minute < 60 && t.second >= 0 && t.second <= 60;
}

} // namespace

bool is_time_zone(std::string_view name) {
    try {
        return date::locate_zone(name) != nullptr;
    } catch (const std::runtime_error&) {
        return false;
    }
}

std::optional<Time> to_time(const CivilTime& civil, const DateOptions& options) {
    const std::chrono::year_month_day day{std::chrono::year(civil.year),
                                          std::chrono::month(static_cast<unsigned>(civil.month)),
                                          std::chrono::day(static_cast<unsigned>(civil.day))};
    if (!day.ok() || !is_on_a_clock(civil) || civil.year < 1 || civil.year > 9999) return std::nullopt;
    const auto local = std::chrono::local_days(day).time_since_epoch() + hours(civil.hour) + minutes(civil.minute) +
                       seconds(civil.second);
    seconds offset = seconds::zero();
    if (civil.offset) {
        offset = minutes(*civil.offset);
    } else if (!options.time_zone.empty()) {
        offset = offset_at(date::local_seconds(local), options.time_zone);
    }
    return Time(local - offset + milliseconds(civil.millisecond));
}

} // namespace arna
