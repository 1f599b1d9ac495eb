#include "feeds/page/date/visible_date.hpp"

#include "feeds/text/date/date.hpp"

#include <catch2/catch.hpp>

namespace arna {
namespace {

constexpr Time noon =
    std::chrono::sys_days(std::chrono::year(2026) / 2 / 23) + std::chrono::hours(7); // 12:00 in Almaty

std::string read(std::string_view line, bool month_first = false) {
    const VisibleDateOptions options{.now = noon, .zone = {.name = "Asia/Almaty"}, .month_first = month_first};
    const auto date = find_date(line, options);
    if (!date) return {};
    const auto moment = options.zone.moment_of(date->civil);
    return moment ? format_rfc3339(*moment) : std::string();
}

} // namespace

TEST_CASE("Dates for readers are found in their lines, in many languages", "[page]") {
    struct Case {
        const char* line;
        const char* moment;
    };
    const auto [line, moment] = GENERATE(values<Case>({
        {"23.02.2026, 10:55", "2026-02-23T05:55:00Z"},
        {"10:55 | 23.02.2026", "2026-02-23T05:55:00Z"},
        {"2026 жылғы 23 ақпан, 10:55", "2026-02-23T05:55:00Z"},
        {"23 Ақпан, 2026", "2026-02-22T19:00:00Z"},
        {"24 февраля 2025, 14:03 · Автор: Мария Иванова", "2025-02-24T09:03:00Z"},
        {"Бүгін, 10:55", "2026-02-23T05:55:00Z"},
        {"Вчера, 23:40", "2026-02-22T18:40:00Z"},
        {"Yesterday at 11:40 p.m.", "2026-02-22T18:40:00Z"},
        {"2 часа назад", "2026-02-23T05:00:00Z"},
        {"5 минут бұрын", "2026-02-23T06:55:00Z"},
        {"5 мин. назад", "2026-02-23T06:55:00Z"},
        {"2 ч. назад", "2026-02-23T05:00:00Z"},
        {"2h ago", "2026-02-23T05:00:00Z"},
        {"2 сағ. бұрын", "2026-02-23T05:00:00Z"},
        {"vor 2 Stunden", "2026-02-23T05:00:00Z"},
        {"Published February 20, 2026 at 5:05 PM", "2026-02-20T12:05:00Z"},
        {"Montag, 23. Februar 2026, 10:55 Uhr", "2026-02-23T05:55:00Z"},
        {"Publié le 3 février 2026 à 10h55", "2026-02-03T05:55:00Z"},
        {"2026年2月23日 10:55", "2026-02-23T05:55:00Z"},
        {"2026-02-23 10:55", "2026-02-23T05:55:00Z"},
        {"20 Feb 2026 10:00 GMT", "2026-02-20T10:00:00Z"},
        {"2026 ж. 23 ақпан, сағат 10:55", "2026-02-23T05:55:00Z"},
        {"Кеше сағат 18:20-да", "2026-02-22T13:20:00Z"},
        {"23 Февраля 2026 года 10:55", "2026-02-23T05:55:00Z"},
        {"час назад", "2026-02-23T06:00:00Z"},
        {"Автор: Мария Иванова, час назад", "2026-02-23T06:00:00Z"},
        {"Автор: Айгерим Нурланова, фото Ержана Турсынова, час назад", "2026-02-23T06:00:00Z"},
        {"Мәтінді жазған Айгерім Нұрланова, суретке түсірген Ержан Тұрсынов, Алматы, бір сағат бұрын",
         "2026-02-23T06:00:00Z"},
        {"жаңа ғана", "2026-02-23T07:00:00Z"},
        {"26 | 01 | 2026", "2026-01-25T19:00:00Z"},
        {"18 ақпан", "2026-02-17T19:00:00Z"},
        {"30 декабря", "2025-12-29T19:00:00Z"}, // the last one, for the next is far ahead
        {"3.1.2026", "2026-01-02T19:00:00Z"},
    }));
    CAPTURE(line);
    CHECK(read(line) == moment);
}

TEST_CASE("Of 3/4/2026 the language says which is the month", "[page]") {
    CHECK(read("1/2/2026").starts_with("2026-01-31"));
    CHECK(read("1/2/2026", true).starts_with("2026-01-01"));
    CHECK(read("13/2/2026", true).starts_with("2026-02-12"));
}

TEST_CASE("What is no date stays none", "[page]") {
    const auto line =
        GENERATE("1509", "+7 727 000 00 00", "192.168.1.20", "2026", "Версия 1.2.3", "35.02.2026", "00.00.0000",
                 "Сегодня мы говорим о школе и о тех, кто в ней учится", "USD 512.34 EUR 588.10", "");
    CAPTURE(line);
    CHECK(read(line).empty());
}

TEST_CASE("An address names a day", "[page]") {
    const auto day = [](std::string_view url) {
        const auto date = date_in_address(url);
        return date ? format_rfc3339(*PageZone().moment_of(date->civil)).substr(0, 10) : std::string();
    };
    CHECK(day("https://qala.example/2026/02/23/kun/") == "2026-02-23");
    CHECK(day("https://qala.example/news/2026-2-3-kun") == "2026-02-03");
    CHECK(day("https://qala.example/20260223-kun.html") == "2026-02-23");
    CHECK(day("https://qala.example/2026/02/") == "");
    CHECK(day("https://qala.example/id/120260223") == "");
}

TEST_CASE("A machine's date keeps whether it has a zone and a clock", "[page]") {
    CHECK(read_machine_date("2026-02-23T10:55:00+05:00")->civil.offset == 300);
    CHECK(read_machine_date("2026-02-23T10:55:00")->civil.offset == std::nullopt);
    CHECK_FALSE(read_machine_date("2026-02-23")->has_clock);
    CHECK(read_machine_date("1771829700")->civil.offset == 0);
    CHECK_FALSE(read_machine_date("0000-00-00T00:00:00+00:00"));
    CHECK_FALSE(read_machine_date("1970-01-01"));
    CHECK_FALSE(read_machine_date("soon"));
}

} // namespace arna
