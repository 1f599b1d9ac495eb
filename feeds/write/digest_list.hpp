#pragma once
#include "feeds/write/document.hpp"
#include "feeds/write/page/page_language.hpp"
#include "feeds/write/xml_writer.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace arna {

/// Writes the articles of a digest as a list: each a link to its page and the source's title, in its own language; at
/// last how many more there are.
void write_digest_list(XmlWriter& html, const DigestContent& digest);

/// The same as the text of a feed's entry.
[[nodiscard]] std::string digest_markup(const DigestContent& digest);

/// "Kense: 23 February 2026", "Кеңсе: 2026 ж. 23 ақпан", "Канцелярия: 23 февраля 2026".
[[nodiscard]] std::string digest_title_of_day(std::string_view tag, std::chrono::sys_days day, PageLanguage language);

/// "Kense: week 9, 2026", "Кеңсе: 2026 ж. 9-апта", "Канцелярия: 9-я неделя 2026 года", by ISO 8601.
[[nodiscard]] std::string digest_title_of_week(std::string_view tag, std::chrono::sys_days monday,
                                               PageLanguage language);

/// A week of ISO 8601: its year is that of its Thursday.
struct IsoWeek {
    int year = 0;
    int number = 0;
};
[[nodiscard]] IsoWeek iso_week(std::chrono::sys_days monday);

/// What the digest feed of a tag is called: "Kense · daily digest".
[[nodiscard]] std::string digest_feed_title(std::string_view tag, bool is_weekly, PageLanguage language);

} // namespace arna
