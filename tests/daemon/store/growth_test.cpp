#include "daemon/store/sqlite/database/sqlite.hpp"
#include "tests/daemon/store/conformance/store_fixture.hpp"

#include <catch2/catch.hpp>

#include <ctime>

using namespace arna;
using namespace std::chrono_literals;

namespace {

/// What hostile and broken sources do over many polls must leave a bounded store.
struct Growth : StoreFixture {
    [[nodiscard]] std::int64_t count(const std::string& sql) const {
        sqlite::Connection database(directory.database(), sqlite::Access::read_only);
        return database.integer(sql);
    }

    /// A poll whose document holds these items, all of them.
    IngestResult tell(std::vector<CleanItem> items, Time now) {
        PollRecord record{.source = one, .poll = {.tried = now}, .facts = FeedFacts{.title = "Zakon"}};
        for (auto& told : items) {
            record.seen.push_back({.raw_hash = ++raw_, .ident = told.ident});
            record.items.push_back({.item = std::move(told), .tags = {{.tag = kk, .reason = "because"}}});
        }
        return store->ingest(std::span(&record, 1), now);
    }

private:
    std::uint64_t raw_ = 0;
};

/// Without a link, under a guid of its own.
CleanItem unlinked(int guid, const std::string& text, std::optional<Time> published = std::nullopt) {
    auto made = item(guid, text, published);
    made.entry.id = "guid " + std::to_string(guid);
    made.entry.link.clear();
    made.entry.title = text;
    return made;
}

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

} // namespace

TEST_CASE_METHOD(Growth, "Joining a tag that collapses costs the same however many are in it", "[store][growth]") {
    constexpr int items = 8'000; // each against all before it would cost ten times as much
    store->sync_tags(std::vector<TagSetup>{{.name = "kk", .slug = "kk", .rule = "#kk"},
                                           {.name = "ru", .slug = "ru", .rule = "#ru", .collapses = true}},
                     noon);
    const auto joining = [&](TagId tag, int from) {
        std::vector<CleanItem> told;
        for (int n = from; n < from + items; ++n) told.push_back(item(n));
        const auto before = cpu_seconds();
        poll(one, std::move(told), {tag});
        return cpu_seconds() - before;
    };
    const auto usual = joining(kk, 1);
    CHECK(joining(ru, items + 1) < 4 * usual);
}

TEST_CASE_METHOD(Growth, "What stories are found by is forgotten as fast as it comes", "[store][growth]") {
    constexpr int items = 1'000;
    for (int day = 0; day < 4; ++day) {
        PollRecord record{.source = one, .poll = {}, .facts = FeedFacts{.title = "Zakon"}};
        for (int n = 1; n <= items; ++n) {
            std::string text;
            for (int word = 0; word < 40; ++word) text += "сөз" + std::to_string((day * items + n) * 40 + word) + " ";
            auto told = item(day * items + n, text);
            auto sketch = std::make_shared<const StorySketch>(sketch_story(told.entry));
            record.items.push_back({.item = std::move(told), .tags = {}, .sketch = std::move(sketch)});
        }
        store->ingest(std::span(&record, 1), noon + day * 80h);
        CHECK(count("SELECT count(*) FROM story_text") == items);
    }
}

TEST_CASE_METHOD(Growth, "Of an article that is revised for ever the first and the last 20 revisions are kept",
                 "[store][growth]") {
    for (int n = 0; n <= 60; ++n) poll(one, {item(1, "text " + std::to_string(n))}, {kk}, noon + n * 1h);
    CHECK(reader->live(kk, 1).entries.at(0).revision == 61);
    CHECK(count("SELECT count(*) FROM old_body") == 21);
    CHECK(count("SELECT min(revision) FROM old_body") == 1);
    CHECK(count("SELECT count(*) FROM old_body WHERE revision BETWEEN 41 AND 60") == 20);
}

TEST_CASE_METHOD(Growth, "Links of revisions that are no longer kept are forgotten, those of the kept ones are not",
                 "[store][growth]") {
    for (int n = 0; n <= 60; ++n) {
        auto moving = item(1, "text " + std::to_string(n));
        moving.entry.link = "https://zakon.kz/moving/" + std::to_string(n);
        poll(one, {moving}, {kk}, noon + n * 1h);
    }
    CHECK(count("SELECT count(*) FROM address") <= 24);
    for (const auto* kept : {"0", "41", "59", "60"})
        CHECK(reader->find(std::string("https://zakon.kz/moving/") + kept).size() == 1);
    CHECK(reader->find("https://zakon.kz/moving/20").empty());
    CHECK(reader->find(address(1)).size() == 1);
}

TEST_CASE_METHOD(Growth, "A source that calls itself something else at every poll leaves a bounded number of facts",
                 "[store][growth]") {
    poll(one, {item(1)}, {kk});
    for (int n = 0; n < 200; ++n) {
        PollRecord record{.source = one, .facts = FeedFacts{.title = "Title " + std::to_string(n)}};
        store->ingest(std::span(&record, 1), noon);
    }
    CHECK(count("SELECT count(*) FROM facts") < 40);
    CHECK(reader->live(kk, 1).entries.at(0).source.facts.title == "Zakon");
    CHECK(reader->sources().at(0).facts.title == "Title 199");
    CHECK(reader->check().empty());
    const auto before = count("SELECT count(*) FROM facts");
    for (int n = 0; n < 20; ++n) {
        PollRecord record{.source = one, .facts = FeedFacts{.title = n % 2 == 0 ? "Title 198" : "Title 199"}};
        CHECK(store->ingest(std::span(&record, 1), noon).changed_sources.size() == 1);
    }
    CHECK(count("SELECT count(*) FROM facts") == before);
}

TEST_CASE_METHOD(Growth, "Items without a link whose guid is new at every poll are the articles that they were",
                 "[store][growth]") {
    const bool is_dated = GENERATE(false, true);
    const auto document = [&](int poll) {
        std::vector<CleanItem> items;
        for (int n = 0; n < 100; ++n)
            items.push_back(unlinked(1'000 * poll + n, "text " + std::to_string(n),
                                     is_dated ? std::optional(noon - n * 1min) : std::nullopt));
        return items;
    };
    for (int n = 0; n < 20; ++n) tell(document(n), noon + n * 1h);
    CHECK(reader->stats().articles == 100);
    CHECK(reader->tag_state(kk).position == 100);

    auto edited = document(20);
    edited[3] = unlinked(20'003, "another text", is_dated ? std::optional(noon - 3min) : std::nullopt);
    CHECK(tell(edited, noon + 24h).added == 1);
}

TEST_CASE_METHOD(Growth, "Of items that agree in everything but their guid none is lost", "[store][growth]") {
    SECTION("in one document: there are as many articles, also under other guids") {
        tell({unlinked(1, "x"), unlinked(2, "x"), unlinked(3, "x")}, noon);
        CHECK(reader->stats().articles == 3);
        CHECK(tell({unlinked(4, "x"), unlinked(5, "x"), unlinked(6, "x"), unlinked(7, "x")}, noon + 1h).added == 1);
    }
    SECTION("where guids are stable, one of them that is new is another article") {
        tell({unlinked(2, "x"), unlinked(1, "x")}, noon);
        CHECK(tell({unlinked(3, "x"), unlinked(2, "x")}, noon + 1h).added == 1);
    }
    SECTION("a different date makes another article") {
        tell({unlinked(1, "x", noon - 24h)}, noon);
        CHECK(tell({unlinked(2, "x", noon)}, noon + 1h).added == 1);
    }
    SECTION("what is no longer in the document may come again") {
        tell({unlinked(1, "x")}, noon);
        tell({unlinked(2, "y")}, noon + 1h);
        CHECK(tell({unlinked(3, "x")}, noon + 2h).added == 1);
    }
    SECTION("another source's is another article") {
        tell({unlinked(1, "x")}, noon);
        std::swap(one, two);
        CHECK(tell({unlinked(2, "x")}, noon + 1h).added == 1);
    }
}

TEST_CASE_METHOD(Growth, "A digest costs the same however many articles the tag had before", "[store][growth]") {
    constexpr int items = 8'000, days = 60;
    std::vector<CleanItem> told;
    for (int n = 1; n <= items; ++n) told.push_back(item(n));
    poll(one, std::move(told), {ru});
    poll(one, {item(items + 1)}, {kk});
    const auto making = [&](TagId tag) {
        const std::vector<DigestSetup> setups = {
            {.tag = tag, .kind = DigestKind::daily, .title = "Kense", .language = "en"}};
        const Time begin = noon + 24h * 7;
        store->sync_digests(setups, TimeZone(), begin);
        const auto before = cpu_seconds();
        for (int day = 1; day <= days; ++day)
            store->make_digests(setups, TimeZone(), begin + day * 24h, [](const Article&) { return DigestLine{}; });
        return cpu_seconds() - before;
    };
    const auto usual = making(kk);
    CHECK(making(ru) < 3 * usual);
}

TEST_CASE_METHOD(Growth, "Days whose articles have all left are kept as long as others are", "[store][growth]") {
    const std::vector<DigestSetup> setups = {
        {.tag = kk, .kind = DigestKind::daily, .title = "Kense", .language = "en"}};
    store->sync_digests(setups, TimeZone(), noon);
    for (int day = 0; day < 80; ++day) {
        const Time now = noon + day * 24h;
        poll(one, {item(day, "text", now)}, {kk}, now);
        poll(one, {item(day, "not about it", now)}, {}, now + 1h);
        store->make_digests(setups, TimeZone(), now + 24h, [](const Article&) { return DigestLine{}; });
    }
    CHECK(count("SELECT count(*) FROM digest") == 62);
}
