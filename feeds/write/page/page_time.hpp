#pragma once
#include "feeds/text/date/time_zone.hpp"
#include "feeds/write/page/page_language.hpp"

#include <chrono>
#include <string>

namespace arna {

/// A moment for people: "2026 ж. 23 ақпан, 10:55" · "23 февраля 2026, 10:55" · "23 February 2026, 10:55".
[[nodiscard]] std::string shown_time(Time time, const TimeZone& zone, PageLanguage language);

/// A day for people: "2026 ж. 23 ақпан" · "23 февраля 2026" · "23 February 2026".
[[nodiscard]] std::string shown_day(std::chrono::year_month_day day, PageLanguage language);

/// A zone and its offset at a moment: "Asia/Almaty (UTC+05:00)"; UTC is "UTC (+00:00)".
[[nodiscard]] std::string shown_zone(const TimeZone& zone, Time at);

} // namespace arna
