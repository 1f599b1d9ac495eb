// What an operator learns of a source: gaps, bursts, limits, silence.
#include "daemon/store/day_number.hpp"
#include "tests/daemon/store/conformance/store_fixture.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;
using Titles = std::vector<std::string>;

namespace {

struct Watching : StoreFixture {
    struct Told {
        int n = 0;
        std::optional<Time> published;
        std::string title = {};
    };

    IngestResult document(const std::vector<Told>& items, Time now, Time last_success = {}) {
        PollRecord record{.source = one,
                          .poll = {.tried = now, .succeeded = now},
                          .facts = FeedFacts{.title = "Zakon"},
                          .is_judged = true,
                          .last_success = last_success,
                          .day = std::chrono::floor<std::chrono::days>(now).time_since_epoch().count()};
        for (const auto& [n, published, title] : items) {
            auto& given =
                record.items.emplace_back(IngestItem{.item = item(n, "text " + std::to_string(n), published)});
            if (!title.empty()) given.item.entry.title = title;
            given.tags = {{.tag = kk, .reason = "because"}};
            record.seen.push_back({.raw_hash = static_cast<std::uint64_t>(n), .ident = ident(n)});
        }
        return store->ingest(std::span(&record, 1), now);
    }

    /// What operators are told, the newest first.
    [[nodiscard]] std::vector<std::string> kinds() const {
        std::vector<std::string> found;
        for (const auto& event : reader->events()) found.push_back(event.kind);
        return found;
    }

    [[nodiscard]] SourceWatch watch() const {
        for (const auto& source : reader->sources())
            if (source.id == one) return source.watch;
        return {};
    }

    /// Articles `first` to `last`, the n-th dated n hours after noon.
    static std::vector<Told> hourly(int first, int last, Time from = noon) {
        std::vector<Told> items;
        for (int n = last; n >= first; --n) items.push_back({n, from + n * 1h});
        return items;
    }

    void limit(std::int64_t max_per_day) {
        const std::vector<SourceSetup> setups{
            {.name = "one", .site = "zakon.kz", .url = "https://zakon.kz/one.xml", .max_per_day = max_per_day},
            {.name = "two", .site = "zakon.kz", .url = "https://zakon.kz/two.xml"}};
        store->sync_sources(setups, noon);
    }
};

} // namespace

TEST_CASE_METHOD(Watching, "A document that shares nothing with the one before and is newer is a gap", "[store][gap]") {
    document(hourly(1, 3), noon + 3h);
    CHECK_FALSE(document(hourly(2, 4), noon + 4h).has_gap);
    CHECK(document(hourly(7, 9), noon + 9h).has_gap);
    CHECK(watch().gaps == 1);
    CHECK(watch().last_gap == noon + 9h);
    CHECK(live(kk).size() == 7); // everything is taken as always
    open();
    CHECK(watch().gaps == 1);
    document({{.n = 20, .published = noon + 5h}, {.n = 21, .published = noon + 21h}}, noon + 22h); // not all newer
    CHECK(watch().gaps == 1);
}

TEST_CASE_METHOD(Watching, "A gap is told with the interval that there would be none at, once a day", "[store][gap]") {
    document(hourly(1, 3), noon + 3h);
    CHECK(document(hourly(7, 9), noon + 9h, noon + 3h).gap_interval == 360min);
    REQUIRE(kinds() == std::vector<std::string>{"gap"});
    CHECK(reader->events()[0].at == noon + 9h);
    CHECK(reader->events()[0].text.ends_with("Poll it every 6h or more often."));
    CHECK(document(hourly(12, 14), noon + 14h, noon + 9h).has_gap);
    CHECK(kinds().size() == 1);
    CHECK(document(hourly(40, 42), noon + 42h, noon + 14h).has_gap);
    CHECK(kinds().size() == 2);
}

TEST_CASE_METHOD(Watching, "A first document and one of a single item before are no gap", "[store][gap]") {
    CHECK_FALSE(document(hourly(1, 1), noon + 1h).has_gap);
    CHECK_FALSE(document(hourly(2, 4), noon + 4h).has_gap);
    CHECK(watch().gaps == 0);
}

TEST_CASE_METHOD(Watching, "An archive that comes as new is held back: in no feed, whatever the rules say",
                 "[store][burst]") {
    document(hourly(1, 3), noon + 3h);
    std::vector<Told> archive = hourly(100, 119, noon - 9'000h);
    archive.push_back({4, noon + 4h}); // news among them
    const auto before = reader->tag_state(kk);
    const auto result = document(archive, noon + 5h, noon + 3h);
    CHECK(result.added == 21);
    CHECK(result.held == 20);
    CHECK_FALSE(result.has_gap);
    CHECK(result.withdrawn == 0);
    CHECK(kinds() == std::vector<std::string>{"burst"});
    CHECK(reader->events()[0].text.starts_with("20 old articles came as new."));
    CHECK(watch().held == 20);
    CHECK(live(kk).size() == 4);
    CHECK(reader->tag_state(kk).position == before.position + 1);
    CHECK(reader->of_source(one, 50).entries.size() == 4);
    const auto held = reader->held(one, {}, 50);
    REQUIRE(held.size() == 20);
    CHECK(held[0].article.held == noon + 5h);

    // A revision is taken, and changes nothing of that; nor does a rule.
    document({{.n = 100, .published = noon, .title = "Edited"}}, noon + 6h);
    CHECK(live(kk).size() == 4);
    const auto run = store->begin_run(match_job, 0, noon + 7h);
    HistorySlice slice{.job = std::string(match_job), .run = run.number, .up_to = held.back().id, .is_last = true};
    slice.tags = {kk};
    for (const auto& stored : reader->history({}, 100))
        slice.matched.push_back(
            {.id = stored.id, .content_hash = stored.content_hash, .tags = {{.tag = kk, .reason = "because"}}});
    store->store_slice(slice, noon + 7h);
    CHECK(live(kk).size() == 4);
    CHECK(reader->check().empty());
}

TEST_CASE_METHOD(Watching, "An archive is a burst also where it comes from another address than before",
                 "[store][burst]") {
    document(hourly(1, 3), noon + 3h);
    const std::vector<SourceSetup> setups{{.name = "one", .site = "zakon.kz", .url = "https://zakon.kz/elsewhere.xml"},
                                          {.name = "two", .site = "zakon.kz", .url = "https://zakon.kz/two.xml"}};
    store->sync_sources(setups, noon + 4h);
    CHECK(document(hourly(100, 119, noon - 9'000h), noon + 4h).held == 20);
    const std::vector<SourceSetup> again{{.name = "one", .site = "zakon.kz", .url = "https://zakon.kz/again.xml"}};
    store->sync_sources(again, noon + 5'000h);
    CHECK(document(hourly(200, 219, noon - 9'000h), noon + 5'000h).held == 20); // long after it told anything
}

TEST_CASE_METHOD(Watching, "Articles told again under new ids and dates are a burst by their titles",
                 "[store][burst]") {
    std::vector<Told> first, again;
    for (int n = 1; n <= 12; ++n) {
        const auto title = "Four words and number " + std::to_string(n);
        first.push_back({n, noon + n * 1h, title});
        again.push_back({100 + n, noon + 48h + n * 1h, title});
    }
    document(first, noon + 12h);
    CHECK(document(again, noon + 60h, noon + 12h).held == 12);
}

TEST_CASE_METHOD(Watching, "Nine old articles, or fewer than half of a document, are news", "[store][burst]") {
    document(hourly(1, 3), noon + 3h);
    CHECK(document(hourly(100, 108, noon - 9'000h), noon + 4h, noon + 3h).held == 0);
    auto mixed = hourly(200, 211, noon - 9'000h);
    for (const auto& told : hourly(4, 20)) mixed.push_back(told);
    CHECK(document(mixed, noon + 21h, noon + 4h).held == 0);
}

TEST_CASE_METHOD(Watching, "A first document is never a burst", "[store][burst]") {
    CHECK(document(hourly(100, 119, noon - 9'000h), noon).held == 0);
    CHECK(live(kk).size() == 20);
}

TEST_CASE_METHOD(Watching, "What is accepted joins at new positions, oldest first", "[store][burst]") {
    document(hourly(1, 3), noon + 3h);
    document(hourly(100, 119, noon - 9'000h), noon + 5h, noon + 3h);
    const auto run = store->begin_run("accept", 1, noon + 6h);
    HistorySlice slice{.job = "accept", .run = run.number, .is_last = true, .tags = {kk}, .accepts = true};
    for (const auto& stored : reader->held(one, {}, 100)) {
        slice.matched.push_back(
            {.id = stored.id, .content_hash = stored.content_hash, .tags = {{.tag = kk, .reason = "because"}}});
        slice.up_to = stored.id;
    }
    const auto before = reader->tag_state(kk);
    CHECK(store->store_slice(slice, noon + 6h).changed_articles == 20);
    CHECK(watch().held == 0);
    CHECK(reader->tag_state(kk).position == 23);
    CHECK(reader->tag_state(kk).version == before.version + 1);
    CHECK(reader->of_source(one, 50).entries.size() == 23);
    CHECK(reader->live(kk, 50).entries.back().entry.title == "Item 100");
    CHECK(reader->live(kk, 50).entries.back().position == 4);
    CHECK(reader->check().empty());
}

TEST_CASE_METHOD(Watching, "Beyond the day's limit of a source the newest join, and the others never", "[store][cap]") {
    limit(3);
    document(hourly(1, 5), noon + 5h);
    CHECK(live(kk) == Titles{"Item 5", "Item 4", "Item 3"});
    CHECK(reader->of_source(one, 50).entries.size() == 5);
    CHECK(reader->capped(reader->find(address(1)).at(0).id) == std::vector{kk});
    document(hourly(6, 6), noon + 6h); // the day is full
    CHECK(live(kk).size() == 3);
    document({{.n = 1, .published = noon + 1h, .title = "Edited"}}, noon + 30h);
    CHECK(live(kk).size() == 3);
    document(hourly(30, 31), noon + 31h); // another day
    CHECK(live(kk).size() == 5);
    CHECK(reader->check().empty());
}

TEST_CASE_METHOD(Watching, "The day of a limit is that of the operator's clocks, also for what comes in later",
                 "[store][cap]") {
    // Seen on one day in UTC; in Almaty the second one came after midnight.
    const Time evening = noon + 6h, night = noon + 8h;
    struct Case {
        const char* zone;
        std::int64_t joined;
    };
    const auto [zone, joined] = GENERATE(values<Case>({{"UTC", 1}, {"Asia/Almaty", 2}, {"America/New_York", 1}}));
    CAPTURE(zone);
    limit(1);
    const TimeZone clocks{zone};
    for (const auto& [n, seen] : {std::pair(1, evening), std::pair(2, night)}) {
        PollRecord record{.source = one, .poll = {.tried = seen}, .facts = FeedFacts{.title = "Zakon"}};
        record.day = day_number(seen, clocks);
        record.items.push_back({.item = item(n, std::to_string(n), seen), .tags = {{.tag = kk, .reason = "because"}}});
        store->ingest(std::span(&record, 1), seen);
    }
    CHECK(reader->tag_state(kk).position == joined);

    const auto run = store->begin_run("match", 7, noon + 9h); // another tag, by a new rule
    HistorySlice slice{.job = "match", .run = run.number, .is_last = true, .tags = {ru}, .zone = clocks};
    for (const auto& stored : reader->history({}, 10)) {
        slice.matched.push_back(
            {.id = stored.id, .content_hash = stored.content_hash, .tags = {{.tag = ru, .reason = "because"}}});
        slice.up_to = stored.id;
    }
    store->store_slice(slice, noon + 9h);
    CHECK(reader->tag_state(ru).position == joined);
    CHECK(reader->check().empty());
}

TEST_CASE_METHOD(Watching, "A source is silent after three times its longest pause, a day at least",
                 "[store][silence]") {
    document(hourly(1, 20), noon + 20h);
    CHECK(watch().pause == 1h);
    const auto visit = [&](Time now) {
        const std::pair visited(one, PollState{.status = 304, .tried = now, .succeeded = now});
        store->record(std::span(&visited, 1));
    };
    visit(noon + 30h);
    CHECK_FALSE(watch().silent_since);
    visit(noon + 44h);
    CHECK(watch().silent_since == noon + 44h);
    REQUIRE(kinds() == std::vector<std::string>{"silent"});
    CHECK(reader->events()[0].ended == Time{});
    open();
    visit(noon + 60h);
    CHECK(watch().silent_since == noon + 44h); // told once
    document(hourly(61, 61), noon + 61h);
    CHECK_FALSE(watch().silent_since);
    CHECK(watch().pause == 41h);
    auto events = reader->events();
    std::erase_if(events, [](const StoredEvent& event) { return event.kind != "silent"; });
    REQUIRE(events.size() == 1);
    CHECK(events[0].at == noon + 44h);
    CHECK(events[0].ended == noon + 61h);
    CHECK(events[0].text.starts_with("Visits succeed, but nothing new came for 1d; its longest pause was 1h."));
    CHECK(events[0].text.ends_with(" It ended 2026-02-26T01:00:00Z: something new came."));
}

TEST_CASE_METHOD(Watching, "Documents without anything new are silence, and what is held ends none",
                 "[store][silence]") {
    document(hourly(1, 20), noon + 20h);
    document(hourly(2, 20), noon + 43h);
    CHECK_FALSE(watch().silent_since);
    document(hourly(3, 20), noon + 44h);
    CHECK(watch().silent_since == noon + 44h);
    CHECK(document(hourly(100, 119, noon - 9'000h), noon + 45h, noon + 44h).held == 20);
    CHECK(watch().silent_since == noon + 44h);
    document(hourly(46, 46), noon + 46h);
    CHECK_FALSE(watch().silent_since);
}

TEST_CASE_METHOD(Watching, "Fewer than twenty articles are no habit", "[store][silence]") {
    document(hourly(1, 19), noon + 19h);
    const std::pair visited(one, PollState{.status = 304, .tried = noon + 900h, .succeeded = noon + 900h});
    store->record(std::span(&visited, 1));
    CHECK_FALSE(watch().silent_since);
}
