#include "daemon/poll/scheduler/first_due.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr Time noon{std::chrono::sys_days{std::chrono::year{2026} / 2 / 23} + 12h};

PollState due_in(milliseconds time, milliseconds wait = 1h) {
    PollState state;
    state.due = noon + time;
    state.wait = wait;
    return state;
}

std::vector<milliseconds> waits(const PollSource& source, const std::vector<PollState>& states) {
    std::vector<Candidate> candidates;
    for (const auto& state : states) candidates.push_back({&source, &state});
    return first_due(candidates, noon);
}

const PollSource hourly{.name = "a", .url = "http://a.example/", .interval = 1h};

} // namespace

TEST_CASE("a source never polled is due at once", "[poll][first-due]") {
    CHECK(waits(hourly, {PollState{}, PollState{}}) == std::vector<milliseconds>{0ms, 0ms});
}

TEST_CASE("a source that is not due yet keeps its time", "[poll][first-due]") {
    CHECK(waits(hourly, {due_in(20min), due_in(1ms)}) == std::vector<milliseconds>{20min, 1ms});
}

TEST_CASE("overdue sources are spread over ten minutes, the oldest first", "[poll][first-due]") {
    CHECK(waits(hourly, {due_in(-1min), due_in(-3min), due_in(-2min), due_in(0ms)}) ==
          std::vector<milliseconds>{5min, 0ms, 150s, 450s});
}

TEST_CASE("sources of short intervals are spread over their interval", "[poll][first-due]") {
    auto quick = hourly;
    quick.interval = 10s;
    CHECK(waits(quick, {due_in(-1min, 10s), due_in(-2min, 10s)}) == std::vector<milliseconds>{5s, 0ms});
}

TEST_CASE("no clock can make a source wait longer than its wait", "[poll][first-due]") {
    CHECK(waits(hourly, {due_in(24h * 3650)}) == std::vector<milliseconds>{1h});
    CHECK(waits(hourly, {due_in(24h, 6h)}).front() <= 1h + 6min);
}

TEST_CASE("a wait that was lengthened holds on over a restart", "[poll][first-due]") {
    auto asked = due_in(5h, 6h);
    asked.lengthened_by = "Retry-After";
    auto fresh = due_in(5h, 6h);
    fresh.freshness = 6h;
    fresh.freshness_from = "max-age";
    auto failing = due_in(3h, 4h);
    failing.failures = 2;
    CHECK(waits(hourly, {asked, fresh, failing}) == std::vector<milliseconds>{5h, 5h, 3h});
}

TEST_CASE("a shorter interval takes effect at once", "[poll][first-due]") {
    auto hasty = hourly;
    hasty.interval = 10min;
    CHECK(waits(hasty, {due_in(24h * 20, 24h * 30)}).front() <= 11min);
}
