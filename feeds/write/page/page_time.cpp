#include "feeds/write/page/page_time.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <string_view>

namespace arna {
namespace {

using Months = std::array<std::string_view, 12>;

/// By PageLanguage, as they stand beside the number of a day.
constexpr std::array<Months, 3> months = {Months{"қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде",
                                                 "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"},
                                          Months{"января", "февраля", "марта", "апреля", "мая", "июня", "июля",
                                                 "августа", "сентября", "октября", "ноября", "декабря"},
                                          Months{"January", "February", "March", "April", "May", "June", "July",
                                                 "August", "September", "October", "November", "December"}};

} // namespace

std::string shown_day(std::chrono::year_month_day day, PageLanguage language) {
    const auto month = months[static_cast<std::size_t>(language)][static_cast<unsigned>(day.month()) - 1];
    const auto number = static_cast<unsigned>(day.day());
    const auto year = static_cast<int>(day.year());
    if (language == PageLanguage::kk) return fmt::format("{} ж. {} {}", year, number, month);
    return fmt::format("{} {} {}", number, month, year);
}

std::string shown_time(Time time, const TimeZone& zone, PageLanguage language) {
    const auto local = zone.at(time);
    return fmt::format("{}, {:02}:{:02}", shown_day(local.date, language), local.hour, local.minute);
}

std::string shown_zone(const TimeZone& zone, Time at) {
    const bool is_utc = zone == TimeZone();
    return fmt::format("{} ({}{})", zone.name(), is_utc ? "" : "UTC", format_offset(zone.at(at).offset));
}

} // namespace arna
