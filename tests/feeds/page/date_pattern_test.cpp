#include "feeds/page/ruled/date_pattern.hpp"

#include "feeds/text/date/date.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace arna;

namespace {

VisibleDateOptions options_at(const char* now) {
    return {.now = parse_date(now).value(), .zone = {.name = "Asia/Almaty", .offset = {}}};
}

/// The moment that a pattern finds, as RFC 3339; empty for none.
std::string found(const char* pattern, const char* text, const char* now = "2026-02-23T07:30:00Z") {
    const auto compiled = DatePattern::compile(pattern);
    if (!compiled) FAIL(pattern << ": " << compiled.error().message);
    const auto options = options_at(now);
    const auto date = compiled->find(text, options);
    if (!date) return {};
    const auto moment = options.zone.moment_of(date->civil);
    return moment ? format_rfc3339(*moment) : "no such moment";
}

} // namespace

TEST_CASE("A date is read as its format says", "[page][rules][dates]") {
    struct Case {
        const char* pattern;
        const char* text;
        const char* moment;
    };
    const auto [pattern, text, moment] = GENERATE(values<Case>({
        {"%d.%m.%Y %H:%M", "23.02.2026 10:55", "2026-02-23T05:55:00Z"},
        {"%d.%m.%Y %H:%M", "Жарияланды:  3.2.2026  9:05 | 35 көрілім", "2026-02-03T04:05:00Z"},
        {"%m/%d/%Y", "02/03/2026", "2026-02-02T19:00:00Z"},
        {"%d/%m/%y", "03/02/26", "2026-02-02T19:00:00Z"},
        {"%Y%m%d%H%M", "20260223-1055", ""},
        {"%Y%m%d-%H%M", "id-20260223-1055", "2026-02-23T05:55:00Z"},
        {"%d %B %Y", "23 ақпан 2026", "2026-02-22T19:00:00Z"},
        {"%d %b %Y", "23 фев. 2026", "2026-02-22T19:00:00Z"},
        {"%A, %d de %B de %Y", "lunes, 23 de febrero de 2026", "2026-02-22T19:00:00Z"},
        {"%d %B, %H:%M", "23 ақпан, 10:55", "2026-02-23T05:55:00Z"},
        {"%d %B", "31 желтоқсан", "2025-12-30T19:00:00Z"},
        {"%d, %H:%M", "21, 10:55", "2026-02-21T05:55:00Z"},
        {"%I:%M %p %d.%m.%Y", "10:55 PM 22.02.2026", "2026-02-22T17:55:00Z"},
        {"%I:%M %p %d.%m.%Y", "12:05 AM 22.02.2026", "2026-02-21T19:05:00Z"},
        {"%F %T %z", "2026-02-23 10:55:01 +0300", "2026-02-23T07:55:01Z"},
        {"%FT%R%z", "2026-02-23T10:55-05:30", "2026-02-23T16:25:00Z"},
        {"%d.%m.%Y %H:%M %Z", "23.02.2026 10:55 UTC", "2026-02-23T10:55:00Z"},
        {"%Y/%j", "2026/54", "2026-02-22T19:00:00Z"},
        {"%s", "1771826100", "2026-02-23T05:55:00Z"},
        {"ts=%s", "ts=1771826100000", "2026-02-23T05:55:00Z"},
        {"100%% %d.%m.%Y", "100% 23.02.2026", "2026-02-22T19:00:00Z"},
        {"%d.%m.%Y", "31.02.2026, 23.02.2026", "2026-02-22T19:00:00Z"},
        {"%d.%m.%Y", "123.02.2026", ""},
        {"%d.%m.%Y", "кеше", ""},
        {"%d.%m.%Y", "", ""},
    }));
    CAPTURE(pattern, text);
    CHECK(found(pattern, text) == moment);
}

TEST_CASE("What is no date format says so at its place", "[page][rules][dates]") {
    const auto error = [](const char* pattern) { return DatePattern::compile(pattern).error(); };
    CHECK(error("%d.%Q.%Y").message == "'%Q' is unknown; there are %d %m %Y %H %M %B and others in docs/selectors.md");
    CHECK(error("%d.%Q.%Y").column == 4);
    CHECK(error("күні %қ").column == 6);
    CHECK(error("%d.%").message == "'%' stands at the end; write %% for the sign itself");
    CHECK(error("%H:%M").message == "the format names no day; write one like \"%d.%m.%Y\"");
    CHECK(error("").message == "the format names no day; write one like \"%d.%m.%Y\"");
    CHECK(error(std::string(257, 'a').c_str()).message == "longer than 256 bytes");
}
