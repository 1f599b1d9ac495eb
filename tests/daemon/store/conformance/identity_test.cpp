#include "feeds/model/entry_id.hpp"
#include "tests/daemon/store/conformance/store_fixture.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace arna;
using namespace std::chrono_literals;

namespace {

/// Source `one` is of zakon.kz; `two` is of another site and means no good.
struct Sites : StoreFixture {
    Sites() {
        const std::vector<SourceSetup> setups{
            {.name = "one", .site = "zakon.kz", .url = "https://zakon.kz/one.xml"},
            {.name = "thief", .site = "evil.example", .url = "https://evil.example/feed"}};
        two = store->sync_sources(setups, noon).at(1).id;
    }

    [[nodiscard]] std::string published(const std::string& title) const {
        for (const auto& stored : reader->history(ArticleId{}, 10'000))
            if (stored.article.entry.title == title) return stored.article.entry_id;
        return "not stored";
    }
};

/// An item of another site that gives itself an id and a link.
CleanItem forged(int n, const std::string& id, const std::string& link) {
    auto made = item(n, "forged " + std::to_string(n));
    made.entry.id = id;
    made.entry.link = link;
    return made;
}

} // namespace

TEST_CASE_METHOD(StoreFixture, "A feed that foretells every urn of another's item cannot keep it from an id",
                 "[store][identity]") {
    auto victim = item(1);
    victim.entry.id = "42";
    std::vector<CleanItem> thieves;
    auto foretold = victim.ident;
    for (int n = 0; n < 256; ++n, ++foretold.back()) {
        thieves.push_back(item(1'000 + n));
        thieves.back().entry.id = entry_urn(foretold);
    }
    poll(two, thieves, {kk});
    CHECK(poll(one, {victim}, {kk}).added == 1);
    std::set<std::string> ids;
    for (const auto& entry : reader->live(kk, 1'000).entries) ids.insert(entry.entry_id);
    CHECK(ids.size() == 257);
}

TEST_CASE_METHOD(StoreFixture, "An id that a database chose where others were taken differs from database to database",
                 "[store][identity]") {
    const auto chosen = [&] {
        auto thief = item(7);
        auto victim = item(1);
        thief.entry.id = entry_urn(victim.ident);
        victim.entry.id = "42";
        poll(two, {thief}, {});
        poll(one, {victim}, {});
        return reader->find(address(1)).at(0).article.entry_id;
    };
    const auto first = chosen();
    reader.reset();
    store.reset();
    std::filesystem::remove_all(directory.path());
    open();
    CHECK(chosen() != first);
}

TEST_CASE_METHOD(Sites, "A source takes no id of a site that another source is of, before or after it",
                 "[store][identity]") {
    const auto* const id = GENERATE("https://zakon.kz/1", "http://www.zakon.kz/1", "tag:zakon.kz,2026:1",
                                    "tag:editor@news.zakon.kz,2026:1");
    CAPTURE(id);
    auto own = item(1);
    own.entry.id = id;
    SECTION("before") {
        poll(two, {forged(7, id, "https://evil.example/7")}, {});
        poll(one, {own}, {});
    }
    SECTION("in the same document's batch") {
        std::vector<PollRecord> polls(2);
        polls[0] = {.source = two, .items = {{.item = forged(7, id, "https://evil.example/7"), .tags = {}}}};
        polls[1] = {.source = one, .items = {{.item = own, .tags = {}}}};
        store->ingest(polls, noon);
    }
    CHECK(published("Item 1") == id);
    CHECK(published("Item 7") == entry_urn(ident(7)));
}

TEST_CASE_METHOD(Sites, "An id of a site that no configured source is of goes to whoever tells it first",
                 "[store][identity]") {
    poll(two, {forged(7, "https://blog.example/1", "https://blog.example/1")}, {});
    CHECK(published("Item 7") == "https://blog.example/1");
    poll(one, {forged(8, "https://blog.example/1", "https://zakon.kz/8")}, {});
    CHECK(published("Item 8") == entry_urn(ident(8)));
}

TEST_CASE_METHOD(Sites, "A flood of one address by another source takes nothing from the article that has it",
                 "[store][identity]") {
    std::vector<CleanItem> flood;
    for (int n = 0; n < 100; ++n) flood.push_back(forged(1'000 + n, "guid " + std::to_string(n), address(1)));
    SECTION("before it is told") { poll(two, flood, {}); }
    poll(one, {item(1)}, {kk});
    poll(two, flood, {});
    CHECK(published("Item 1") == address(1));

    const auto found = reader->find(address(1));
    CHECK(found.size() == 8);
    CHECK(std::ranges::count(found, "one", &StoredArticle::source) == 1); // explain shows it

    auto renamed = item(1); // its guid is new at every poll
    for (int n = 0; n < 10; ++n) {
        renamed.ident = ident(2'000 + n);
        renamed.entry.id = "guid of poll " + std::to_string(n);
        CHECK(poll(one, {renamed}, {kk}, noon + n * 1h).added == 0);
    }
}

TEST_CASE_METHOD(Sites, "A source whose items all link to its home page does not tell them anew under new guids",
                 "[store][identity]") {
    for (int n = 0; n < 5; ++n) {
        std::vector<CleanItem> items;
        for (int i = 0; i < 40; ++i) {
            items.push_back(item(1'000 * n + i, "text " + std::to_string(i)));
            items.back().entry.id = "guid " + std::to_string(1'000 * n + i);
            items.back().entry.link = "https://zakon.kz/";
        }
        PollRecord record{.source = one, .facts = FeedFacts{}};
        std::uint64_t raw = 1;
        for (const auto& told : items) {
            record.seen.push_back({.raw_hash = 100 * static_cast<unsigned>(n) + raw++, .ident = told.ident});
            record.items.push_back({.item = told, .tags = {}});
        }
        store->ingest(std::span(&record, 1), noon + n * 1h);
    }
    CHECK(reader->stats().articles == 40);
}
