#include "daemon/operations/activity/activity.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;

namespace {

constexpr Time noon = std::chrono::sys_days(std::chrono::year(2026) / 2 / 23) + 12h;

PollReport report(PollOutcome outcome, std::size_t added = 0) {
    return {.source = "a", .outcome = outcome, .added = added, .bytes = 1'000, .took = 20ms, .id = SourceId{1}};
}

} // namespace

TEST_CASE("Visits are counted by what they came to, for the program, the hour and the source", "[operations]") {
    Activity activity;
    activity.polled(report(PollOutcome::stored, 3), noon);
    activity.polled(report(PollOutcome::stored), noon);
    activity.polled(report(PollOutcome::unchanged), noon + 1h);
    auto failed = report(PollOutcome::failed);
    failed.reason = FailureReason::dns;
    activity.polled(failed, noon + 1h);
    activity.polled(report(PollOutcome::aborted), noon + 1h);

    const auto& totals = activity.totals();
    CHECK(totals.polls_fresh == 1);
    CHECK(totals.polls_unchanged == 2);
    CHECK(totals.polls_failed == 1);
    CHECK(totals.polls_aborted == 1);
    CHECK(totals.failures[static_cast<std::size_t>(FailureReason::dns)] == 1);
    CHECK(totals.added == 3);
    CHECK(activity.poll_seconds().total() == 4);

    const auto& source = activity.counts().sources.at(SourceId{1});
    CHECK(source.hours.of(hour_of(noon)).polls == PollCounts{.fresh = 1, .unchanged = 1});
    CHECK(source.hours.of(hour_of(noon) + 1).polls == PollCounts{.unchanged = 1, .failed = 1});
    CHECK(source.days.of(day_of(noon)) == 3);
    CHECK(activity.counts().total.last_24_hours(noon + 1h).polls.total() == 4);
}

TEST_CASE("Lateness is counted where a visit was due, and the worst of each hour is kept", "[operations]") {
    Activity activity;
    auto late = report(PollOutcome::unchanged);
    activity.polled(late, noon); // somebody asked for it
    CHECK(activity.lateness_seconds().total() == 0);
    late.late = 90s;
    activity.polled(late, noon);
    late.late = 2ms;
    activity.polled(late, noon);
    CHECK(activity.lateness_seconds().total() == 2);
    CHECK(activity.counts().total.hours.of(hour_of(noon)).worst_late == 90'000);
}

TEST_CASE("Articles that join a tag are counted, whether a poll or a rule brought them", "[operations]") {
    Activity activity;
    auto poll = report(PollOutcome::stored, 1);
    poll.moves = {{.tag = TagId{7}, .joined = 1}};
    activity.polled(poll, noon);
    activity.moved(std::vector<TagMoves>{{.tag = TagId{7}, .joined = 4, .left = 2}}, noon);
    CHECK(activity.totals().joined == 5);
    CHECK(activity.totals().left == 2);
    CHECK(activity.counts().tags.at(TagId{7}).days.of(day_of(noon)) == 5);
}

TEST_CASE("What was counted goes on after a restart", "[operations]") {
    Activity before;
    before.polled(report(PollOutcome::stored, 300), noon - 40h);
    auto poll = report(PollOutcome::stored, 3);
    poll.moves = {{.tag = TagId{7}, .joined = 2}};
    poll.late = 3h;
    before.polled(poll, noon);
    const auto saved = before.take_unsaved();
    CHECK(saved.size() == 3);
    CHECK(before.take_unsaved().empty());

    Activity after;
    after.load(counts_of(saved));
    for (const auto hour : {hour_of(noon - 40h), hour_of(noon), hour_of(noon) - 1}) {
        CHECK(after.counts().total.hours.of(hour) == before.counts().total.hours.of(hour));
        CHECK(after.counts().sources.at(SourceId{1}).hours.of(hour) ==
              before.counts().sources.at(SourceId{1}).hours.of(hour));
    }
    CHECK(after.counts().tags.at(TagId{7}).days.of(day_of(noon)) == 2);
    CHECK(after.counts().total.days.of(day_of(noon - 40h)) == 300);
}

TEST_CASE("Counts that cannot be read count as none", "[operations]") {
    for (const std::string bytes : {"", "x", "\x01", "\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"}) {
        const auto counts = decode_counts(bytes);
        CHECK(counts.last_24_hours(noon).polls.total() == 0);
    }
}

TEST_CASE("Old hours are forgotten, and a clock that was wrong begins anew", "[operations]") {
    Hours hours;
    hours.at(100).articles = 1;
    hours.at(147).articles = 2;
    CHECK(hours.of(100).articles == 1);
    hours.at(148).articles = 3;
    CHECK(hours.of(100).articles == 0);
    CHECK(hours.sum(101, 148).articles == 5);
    hours.at(140).articles += 7; // a clock that went back a little
    CHECK(hours.sum(101, 148).articles == 12);
    hours.at(1'000'000).articles = 1;
    CHECK(hours.of(148).articles == 0);
    hours.at(149).articles = 4;
    CHECK(hours.of(149).articles == 4);
    CHECK(hours.of(1'000'000).articles == 0);
}
