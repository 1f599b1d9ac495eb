#include "daemon/store/source_health.hpp"
#include "tests/daemon/store/conformance/store_fixture.hpp"

#include <catch2/catch.hpp>

#include <map>

using namespace arna;
using namespace std::chrono_literals;

namespace {

/// Notes visits of a source, one after the other.
class Visits : public StoreFixture {
public:
    void succeed(Time at) { note({.status = 200, .tried = at, .succeeded = at}); }
    void fail(Time at, int failures = 1, Time since = {}) {
        note({.failures = failures,
              .status = 503,
              .tried = at,
              .succeeded = noon - 24h,
              .failing_since = since == Time{} ? at : since,
              .error = "HTTP 503"});
    }
    void note(PollState state) {
        const std::pair<SourceId, PollState> poll{one, std::move(state)};
        store->record(std::span(&poll, 1));
    }
    [[nodiscard]] std::vector<std::string> kinds() {
        std::vector<std::string> found;
        for (const auto& event : reader->events()) found.push_back(event.kind);
        return found;
    }
};

} // namespace

TEST_CASE_METHOD(Visits, "A change of a source's health is an event, dated when it happened", "[store][event]") {
    succeed(noon);
    CHECK(reader->events().empty()); // that a new source works is no news
    fail(noon + 1h);
    fail(noon + 2h, 2, noon + 1h);
    succeed(noon + 3h);
    const auto events = reader->events();
    REQUIRE(events.size() == 2);
    CHECK(events[0].kind == "ok");
    CHECK(events[0].at == noon + 3h);
    CHECK(events[0].text == "It is polled again. It failed 2 times since 2026-02-23T13:00:00Z.");
    CHECK(events[1].source == "one");
    CHECK(events[1].kind == "failing");
    CHECK(events[1].at == noon + 1h);
    CHECK(events[1].text == "HTTP 503. Last success: 2026-02-22T12:00:00Z.");
}

TEST_CASE_METHOD(Visits, "A single failure is told as one", "[store][event]") {
    succeed(noon);
    fail(noon + 1h);
    succeed(noon + 2h);
    REQUIRE(reader->events().size() == 2);
    CHECK(reader->events()[0].text == "It is polled again. It failed once since 2026-02-23T13:00:00Z.");
}

TEST_CASE_METHOD(Visits, "A source that never succeeded fails at the moment of its first visit", "[store][event]") {
    note({.failures = 1, .tried = noon, .failing_since = noon, .error = "HTTP 404"});
    REQUIRE(reader->events().size() == 1);
    CHECK(reader->events()[0].at == noon);
    CHECK(reader->events()[0].text == "HTTP 404. It never succeeded.");
}

TEST_CASE_METHOD(Visits, "Ids of events never repeat, also within a second", "[store][event]") {
    fail(noon);
    succeed(noon + 1ms);
    fail(noon + 2ms);
    const auto events = reader->events();
    REQUIRE(events.size() == 3);
    CHECK(events[0].kind == "failing");
    CHECK(events[0].id == events[2].id + 1);
}

TEST_CASE_METHOD(Visits, "A poll that stores articles tells of a recovery too", "[store][event]") {
    fail(noon);
    PollRecord record{.source = one,
                      .poll = {.tried = noon + 1h, .succeeded = noon + 1h},
                      .facts = FeedFacts{.title = "Zakon"},
                      .items = {{.item = item(1)}}};
    store->ingest(std::span(&record, 1), noon + 1h);
    CHECK(kinds() == std::vector<std::string>{"ok", "failing"});
}

TEST_CASE_METHOD(Visits, "Changes of health are kept for 30 days, other events for 90", "[store][event]") {
    fail(noon);
    store->note_event({.source = one, .kind = "gap", .at = noon, .text = "something may have been missed"});
    store->note_event({.kind = "backup-failed", .at = noon + 31 * 24h, .text = "no room"});
    CHECK(kinds() == std::vector<std::string>{"backup-failed", "gap"});
    CHECK(reader->events()[0].source.empty());
    store->note_event({.kind = "backup-failed", .at = noon + 91 * 24h, .text = "no room"});
    CHECK(kinds() == std::vector<std::string>{"backup-failed", "backup-failed"});
}

TEST_CASE_METHOD(Visits, "An event may have an end", "[store][event]") {
    store->note_event({.source = one, .kind = "silent", .at = noon, .text = "Nothing new for 2 d."});
    store->end_event(one, "silent", noon + 1h, " It ended.");
    store->end_event(one, "silent", noon + 2h, " Twice?");
    const auto event = reader->events().at(0);
    CHECK(event.at == noon);
    CHECK(event.ended == noon + 1h);
    CHECK(event.text == "Nothing new for 2 d. It ended.");
}

TEST_CASE_METHOD(Visits, "Counts are kept as they were saved last", "[store][activity]") {
    using Kind = ActivityRecord::Kind;
    const std::vector<ActivityRecord> first{{.kind = Kind::total, .counts = "a"},
                                            {.kind = Kind::source, .subject = 1, .counts = std::string("\0b", 2)}};
    store->save_activity(first);
    const std::vector<ActivityRecord> second{{.kind = Kind::source, .subject = 1, .counts = "c"}};
    store->save_activity(second);
    CHECK(reader->activity() == std::vector<ActivityRecord>{first[0], second[0]});
}

TEST_CASE_METHOD(Visits, "A source has the articles that it owns and those that it appears in", "[store][activity]") {
    poll(one, {item(1), item(2)}, {kk});
    poll(two, {item(2), item(3)}, {kk});
    std::map<SourceId, std::int64_t> totals;
    for (const auto& total : reader->source_totals()) totals[total.source] = total.articles;
    CHECK(totals == std::map<SourceId, std::int64_t>{{one, 2}, {two, 2}});
    CHECK(reader->article_count() == 3);
}

TEST_CASE_METHOD(Visits, "Ingest tells how many joined and left each tag", "[store][activity]") {
    const auto joined = poll(one, {item(1), item(2)}, {kk, ru});
    CHECK(joined.moves == std::vector<TagMoves>{{.tag = kk, .joined = 2}, {.tag = ru, .joined = 2}});
    const auto left = poll(one, {item(1, "revised")}, {ru});
    CHECK(left.moves == std::vector<TagMoves>{{.tag = kk, .left = 1}});
}

TEST_CASE("Health says how visits stand", "[store][health]") {
    CHECK(health({}) == SourceHealth::never);
    CHECK(health({.tried = noon}) == SourceHealth::never); // the first visit is under way
    CHECK(health({.tried = noon, .succeeded = noon}) == SourceHealth::ok);
    CHECK(health({.failures = 1, .tried = noon, .succeeded = noon}) == SourceHealth::failing);
    CHECK(health({.failures = 1, .tried = noon, .is_disabled = true}) == SourceHealth::off);
}
