#include "feeds/write/page/page_words.hpp"

#include "feeds/write/page/page_time.hpp"

#include <catch2/catch.hpp>

#include <chrono>

using namespace arna;
using namespace std::chrono_literals;

namespace {

constexpr Time moment = std::chrono::sys_days(2026y / 2 / 23) + 5h + 55min;

} // namespace

TEST_CASE("Every message has a text in every language", "[write][words]") {
    for (int message = 0; message <= static_cast<int>(Phrase::has_date); ++message)
        for (const PageLanguage language : page_languages) {
            CAPTURE(message, language_code(language));
            CHECK_FALSE(say(static_cast<Phrase>(message), language).empty());
        }
}

TEST_CASE("A number and its noun agree", "[write][words]") {
    struct Case {
        std::int64_t number;
        const char *kk, *ru, *en;
    };
    const auto one =
        GENERATE(values<Case>({{0, "0 мақала", "0 статей", "0 articles"},
                               {1, "1 мақала", "1 статья", "1 article"},
                               {2, "2 мақала", "2 статьи", "2 articles"},
                               {5, "5 мақала", "5 статей", "5 articles"},
                               {11, "11 мақала", "11 статей", "11 articles"},
                               {14, "14 мақала", "14 статей", "14 articles"},
                               {21, "21 мақала", "21 статья", "21 articles"},
                               {111, "111 мақала", "111 статей", "111 articles"},
                               {1'204, "1 204 мақала", "1 204 статьи", "1,204 articles"},
                               {1'000'001, "1 000 001 мақала", "1 000 001 статья", "1,000,001 articles"}}));
    const auto shown = [&](PageLanguage language) {
        std::string text = counted(Phrase::article_count, one.number, language);
        for (auto at = text.find("\u00A0"); at != std::string::npos; at = text.find("\u00A0")) text.replace(at, 2, " ");
        return text;
    };
    CHECK(shown(PageLanguage::kk) == one.kk);
    CHECK(shown(PageLanguage::ru) == one.ru);
    CHECK(shown(PageLanguage::en) == one.en);
}

TEST_CASE("A moment is shown as clocks there and then show it", "[write][words]") {
    const TimeZone almaty("Asia/Almaty"), new_york("America/New_York");
    CHECK(shown_time(moment, almaty, PageLanguage::kk) == "2026 ж. 23 ақпан, 10:55");
    CHECK(shown_time(moment, almaty, PageLanguage::ru) == "23 февраля 2026, 10:55");
    CHECK(shown_time(moment, almaty, PageLanguage::en) == "23 February 2026, 10:55");
    CHECK(shown_time(moment, TimeZone(), PageLanguage::en) == "23 February 2026, 05:55");
    CHECK(shown_time(moment, new_york, PageLanguage::en) == "23 February 2026, 00:55");
    // Kazakhstan went from +06:00 to +05:00 on 1 March 2024.
    CHECK(shown_time(std::chrono::sys_days(2024y / 2 / 23) + 5h, almaty, PageLanguage::en) ==
          "23 February 2024, 11:00");
    CHECK(format_rfc3339(moment, almaty) == "2026-02-23T10:55:00+05:00");
    CHECK(format_rfc3339(moment, TimeZone()) == "2026-02-23T05:55:00Z");
    CHECK(format_rfc3339(moment + 150 * 24h, new_york) == "2026-07-23T01:55:00-04:00");
    CHECK(shown_zone(almaty, moment) == "Asia/Almaty (UTC+05:00)");
    CHECK(shown_zone(new_york, moment) == "America/New_York (UTC-05:00)");
    CHECK(shown_zone(TimeZone(), moment) == "UTC (+00:00)");
    CHECK(TimeZone("Mars/Olympus") == TimeZone());
}

TEST_CASE("A day begins when clocks show it first", "[write][words]") {
    CHECK(TimeZone("Asia/Almaty").start_of(2026y / 2 / 23) == std::chrono::sys_days(2026y / 2 / 22) + 19h);
    CHECK(TimeZone().start_of(2026y / 2 / 23) == std::chrono::sys_days(2026y / 2 / 23));
    // In Beirut clocks went from 00:00 to 01:00 on 28 March 2021.
    CHECK(TimeZone("Asia/Beirut").start_of(2021y / 3 / 28) == std::chrono::sys_days(2021y / 3 / 27) + 22h);
}
