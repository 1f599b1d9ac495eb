#pragma once
#include "feeds/text/time.hpp"

#include <string>
#include <string_view>

namespace arna {

/// What the HTML pages say themselves, in one language.
struct PageWords {
    std::string_view language; ///< "kk"
    std::string_view follow;   ///< before the links to the formats
    std::string_view all_feeds;
    std::string_view updated;
    std::string_view full_text;
    std::string_view also_in;
    std::string_view also_told_by; ///< before the sources that tell the same story
    std::string_view and_more;     ///< how many others, "{}"
    std::string_view photo;
    std::string_view withdrawn; ///< by its source
    std::string_view nothing_yet;
    std::string_view times_are_utc;
    std::string_view made_by; ///< before the name of the program
};

/// The words for a BCP 47 language: Kazakh, Russian, else English.
[[nodiscard]] const PageWords& page_words(std::string_view language);

/// A moment for people, in UTC: "2026 ж. 23 ақпан, 05:55", "23 февраля 2026, 05:55", "23 February 2026, 05:55".
[[nodiscard]] std::string shown_time(Time time, const PageWords& words);

} // namespace arna
