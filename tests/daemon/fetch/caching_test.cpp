#include "daemon/fetch/caching.hpp"

#include "feeds/text/date/date.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;
using std::chrono::seconds;

namespace {

constexpr std::chrono::sys_seconds noon{std::chrono::sys_days{std::chrono::year{2026} / 2 / 23} + 12h};

Response response_with(std::vector<HeaderField> headers) {
    Response response;
    response.status = 200;
    response.headers = std::move(headers);
    return response;
}

std::string at(seconds from_noon) { return format_http_date(noon + from_noon); }

} // namespace

TEST_CASE("Retry-After in seconds is capped at the limit", "[fetch][caching]") {
    struct Case {
        const char* value;
        seconds wait;
    };
    const auto [value, wait] = GENERATE(values<Case>(
        {{"0", 0s}, {"120", 120s}, {" 120 ", 120s}, {"999999999", 24h}, {"99999999999999999999999999", 24h}}));
    CAPTURE(value);
    CHECK(retry_after(value, noon, 24h).value() == wait);
}

TEST_CASE("Retry-After as a date counts from the given moment, and the past is no wait", "[fetch][caching]") {
    CHECK(retry_after(at(90s), noon, 24h).value() == 90s);
    CHECK(retry_after(at(-90s), noon, 24h).value() == 0s);
    CHECK(retry_after(at(24h * 400), noon, 24h).value() == 24h);
}

TEST_CASE("Retry-After that is neither seconds nor a date is an error", "[fetch][caching]") {
    const auto* value = GENERATE("", "soon", "-5", "+5", "1.5", "12h", "0x10", "Mon, 99 Feb 2026");
    CAPTURE(value);
    REQUIRE_FALSE(retry_after(value, noon, 24h));
    CHECK(retry_after(value, noon, 24h).error().code == Errc::bad_input);
}

TEST_CASE("freshness is max-age less Age, else Expires less Date", "[fetch][caching]") {
    struct Case {
        std::vector<HeaderField> headers;
        seconds time;
        std::string_view from;
    };
    const std::vector<Case> cases{
        {{{"Cache-Control", "max-age=600"}}, 600s, "max-age"},
        {{{"cache-control", "public, MAX-AGE = 600"}}, 600s, "max-age"},
        {{{"Cache-Control", "private=\"a, max-age=5\", max-age=\"600\""}}, 600s, "max-age"},
        {{{"Cache-Control", "public"}, {"Cache-Control", "max-age=600"}}, 600s, "max-age"},
        {{{"Cache-Control", "max-age=600"}, {"Age", "200"}}, 400s, "max-age"},
        {{{"Cache-Control", "max-age=600"}, {"Age", "900"}}, 0s, "max-age"},
        {{{"Cache-Control", "max-age=600"}, {"Age", "old"}}, 600s, "max-age"},
        {{{"Cache-Control", "max-age=600"}, {"Expires", at(5h)}}, 600s, "max-age"},
        {{{"Cache-Control", "max-age=600, no-cache"}}, 0s, "max-age"},
        {{{"Cache-Control", "no-store"}, {"Expires", at(5h)}}, 0s, "max-age"},
        {{{"Cache-Control", "max-age=soon"}, {"Expires", at(5h)}}, 0s, "max-age"},
        {{{"Cache-Control", "max-age=-1"}}, 0s, "max-age"},
        {{{"Cache-Control", "s-maxage=9, x-max-age=9"}, {"Expires", at(1h)}}, 1h, "Expires"},
        {{{"Expires", at(1h)}}, 1h, "Expires"},
        {{{"Expires", at(1h)}, {"Date", at(20min)}}, 40min, "Expires"},
        {{{"Expires", at(-1h)}}, 0s, "Expires"},
        {{{"Expires", "0"}}, 0s, "Expires"},
        {{{"Expires", "-1"}}, 0s, "Expires"},
    };
    for (const auto& [headers, time, from] : cases) {
        CAPTURE(headers.front().name, headers.front().value);
        const auto lifetime = freshness_lifetime(response_with(headers), noon);
        REQUIRE(lifetime);
        CHECK(lifetime->time == time);
        CHECK(lifetime->from == from);
    }
}

TEST_CASE("a response without Cache-Control and Expires says nothing about freshness", "[fetch][caching]") {
    CHECK_FALSE(freshness_lifetime(response_with({}), noon));
    CHECK_FALSE(freshness_lifetime(response_with({{"Cache-Control", "public, must-revalidate"}, {"Age", "5"}}), noon));
}

TEST_CASE("a lifetime too large for any clock is bounded", "[fetch][caching]") {
    const auto lifetime = freshness_lifetime(response_with({{"Cache-Control", "max-age=99999999999999999999"}}), noon);
    REQUIRE(lifetime);
    CHECK(lifetime->time > 24h * 365);
    CHECK(lifetime->time < 24h * 365 * 100);
}

TEST_CASE("the moment of a response is its Date, else the clock's", "[fetch][caching]") {
    CHECK(response_date(response_with({{"Date", at(7s)}}), noon) == noon + 7s);
    CHECK(response_date(response_with({{"Date", "yesterday"}}), noon) == noon);
    CHECK(response_date(response_with({}), noon) == noon);
}
