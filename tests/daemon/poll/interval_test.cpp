#include "daemon/poll/interval.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

Wait wait_for(const WaitFactors& factors) { return next_wait(factors, 0); }

} // namespace

TEST_CASE("a source that asks for nothing is polled at its interval", "[poll][interval]") {
    CHECK(wait_for({.interval = 10min}) == Wait{10min, ""});
    CHECK(wait_for({.interval = 1s}) == Wait{1s, ""});
    CHECK(wait_for({.interval = 24h * 30}) == Wait{24h * 30, ""});
}

TEST_CASE("freshness lengthens the interval up to a day and never shortens it", "[poll][interval]") {
    struct Case {
        seconds freshness;
        milliseconds wait;
        std::string_view by;
    };
    const auto [freshness, wait, by] = GENERATE(values<Case>({{0s, 10min, ""},
                                                              {60s, 10min, ""},
                                                              {600s, 10min, ""},
                                                              {601s, 601s, "max-age"},
                                                              {24h, 24h, "max-age"},
                                                              {24h * 365, 24h, "max-age"}}));
    CAPTURE(freshness.count());
    CHECK(wait_for({.interval = 10min, .freshness = freshness, .freshness_from = "max-age"}) == Wait{wait, by});
    CHECK(wait_for({.interval = 48h, .freshness = freshness, .freshness_from = "max-age"}) == Wait{48h, ""});
}

TEST_CASE("every failure doubles the wait, up to a day or the interval that is longer", "[poll][interval]") {
    struct Case {
        milliseconds interval;
        int failures;
        milliseconds wait;
    };
    const auto [interval, failures, wait] = GENERATE(values<Case>({{10min, 1, 20min},
                                                                   {10min, 2, 40min},
                                                                   {10min, 7, 1280min},
                                                                   {10min, 8, 24h},
                                                                   {10min, 2'000'000'000, 24h},
                                                                   {1s, 3, 8s},
                                                                   {24h * 30, 5, 24h * 30}}));
    CAPTURE(interval.count(), failures);
    CHECK(wait_for({.interval = interval, .failures = failures}).time == wait);
    CHECK(wait_for({.interval = interval, .failures = failures}).lengthened_by == (wait > interval ? "failures" : ""));
}

TEST_CASE("freshness says nothing about a source that fails", "[poll][interval]") {
    CHECK(wait_for({.interval = 10min, .failures = 1, .freshness = 20h, .freshness_from = "max-age"}).time == 20min);
}

TEST_CASE("Retry-After decides, between the interval and seven days", "[poll][interval]") {
    struct Case {
        seconds asked;
        milliseconds wait;
    };
    const auto [asked, wait] =
        GENERATE(values<Case>({{0s, 10min}, {60s, 10min}, {3600s, 1h}, {24h * 7, 24h * 7}, {24h * 3650, 24h * 7}}));
    CAPTURE(asked.count());
    CHECK(wait_for({.interval = 10min, .failures = 9, .retry_after = asked}).time == wait);
    CHECK(wait_for({.interval = 24h * 30, .failures = 1, .retry_after = asked}).time == 24h * 30);
    // Told also where it asks for the interval itself: without it the failures would have lengthened that.
    CHECK(wait_for({.interval = 10min, .failures = 1, .retry_after = 600s}).lengthened_by == "Retry-After");
    CHECK(wait_for({.interval = 10min, .failures = 1, .retry_after = 599s}).lengthened_by.empty());
}

TEST_CASE("jitter lengthens by a tenth at most and never shortens", "[poll][interval]") {
    CHECK(next_wait({.interval = 100s}, 0).time == 100s);
    CHECK(next_wait({.interval = 100s}, 0.5).time == 105s);
    CHECK(next_wait({.interval = 100s}, 1).time == 110s);
    CHECK(next_wait({.interval = 100s}, -3).time == 100s);
    CHECK(next_wait({.interval = 100s}, 7).time == 110s);
}

TEST_CASE("a learnt interval follows the news, between ten minutes and a day", "[poll][interval]") {
    CHECK(learnt_rhythm(0ms, true) == 30min);
    CHECK(learnt_rhythm(0ms, false) == 75min);
    milliseconds busy = 0ms, quiet = 0ms;
    for (int i = 0; i < 50; ++i) {
        busy = learnt_rhythm(busy, true);
        quiet = learnt_rhythm(quiet, false);
    }
    CHECK(busy == 10min);
    CHECK(quiet == 24h);
}
