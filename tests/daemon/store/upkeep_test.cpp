#include "daemon/store/sqlite/database/sqlite.hpp"
#include "tests/daemon/store/conformance/store_fixture.hpp"

#include <catch2/catch.hpp>

#include <fstream>

using namespace arna;
using namespace std::chrono_literals;

namespace {

struct UpkeepFixture : StoreFixture {
    /// Stores that cleaning again made these contents, each of the article at an address.
    SliceResult clean_again(const std::vector<std::pair<std::string, std::string>>& contents) {
        const auto run = store->begin_run("clean", 1, noon);
        HistorySlice slice{.job = run.job, .run = run.number, .up_to = reader->newest_article()};
        for (const auto& [url, content] : contents) {
            const auto stored = reader->find(url).at(0);
            slice.cleaned.push_back({.id = stored.id,
                                     .content_hash = stored.content_hash,
                                     .summary = {},
                                     .content = Sanitizer::trusted(content)});
        }
        return store->store_slice(slice, noon + 1h);
    }
};

} // namespace

TEST_CASE_METHOD(UpkeepFixture,
                 "Cleaning again replaces markup without a revision, and the next telling is none either",
                 "[store][upkeep]") {
    poll(one, {item(1, "first"), item(2, "second")}, {kk});
    const auto before = reader->tag_state(kk);
    const auto history = reader->history(ArticleId{}, 10);
    REQUIRE(history.size() == 2);
    const auto result = clean_again({{address(1), "cleaner"}, {address(2), "<p>second</p>"}});
    CHECK(result.changed_articles == 1);
    CHECK(result.changed_tags == std::vector{kk});
    CHECK(reader->tag_state(kk).version == before.version + 1);
    CHECK(reader->tag_state(kk).changed == before.changed);
    const auto article = reader->find(address(1)).at(0).article;
    CHECK(article.entry.content.str() == "cleaner");
    CHECK(article.updated == noon);

    CHECK(poll(one, {item(1, "told again")}, {kk}, noon + 2h).revised == 0);
    CHECK(reader->find(address(1)).at(0).article.entry.content.str() == "<p>told again</p>");
    CHECK(poll(one, {item(1, "a real edit")}, {kk}, noon + 3h).revised == 1);
    CHECK(poll(one, {item(2, "a real edit")}, {kk}, noon + 3h).revised == 1);
}

TEST_CASE("Each body keeps the version of the sanitiser that made it", "[store][upkeep]") {
    const TemporaryDirectory directory;
    const std::vector<SourceSetup> setups{{.name = "one"}};
    {
        auto store = open_sqlite_store(directory.path(), {.sanitizer_version = 3}).value();
        PollRecord record{.source = store->sync_sources(setups, noon).at(0).id,
                          .items = {{.item = item(1), .tags = {}}}};
        store->ingest(std::span(&record, 1), noon);
    }
    auto store = open_sqlite_store(directory.path(), {.sanitizer_version = 4}).value();
    auto reader = store->open_reader();
    const auto stored = reader->history(ArticleId{}, 1).at(0);
    CHECK(stored.sanitizer_version == 3);
    const auto run = store->begin_run("clean", 4, noon);
    const HistorySlice slice{.job = run.job,
                             .run = run.number,
                             .up_to = stored.id,
                             .cleaned = {{.id = stored.id,
                                          .content_hash = stored.content_hash,
                                          .summary = stored.article.entry.summary,
                                          .content = stored.article.entry.content}}};
    CHECK(store->store_slice(slice, noon).changed_sources.empty());
    CHECK(reader->history(ArticleId{}, 1).at(0).sanitizer_version == 4);
}

TEST_CASE_METHOD(StoreFixture, "A backup opens as a store with all there was, while the store goes on",
                 "[store][upkeep]") {
    poll(one, {item(1)}, {kk});
    const TemporaryDirectory other;
    REQUIRE(reader->backup(other.database()));
    poll(one, {item(2)}, {kk});
    auto copy = open_sqlite_store(other.path()).value();
    CHECK(titles(copy->open_reader()->live(kk, 10)) == std::vector<std::string>{"Item 1"});
    CHECK(copy->open_reader()->check().empty());
    CHECK((std::filesystem::status(other.database()).permissions() & std::filesystem::perms(0077)) ==
          std::filesystem::perms::none);

    const auto again = reader->backup(other.database());
    REQUIRE_FALSE(again);
    CHECK(again.error().code == Errc::conflict);
    const auto nowhere = reader->backup(other.path() / "none" / "arna.db");
    REQUIRE_FALSE(nowhere);
    CHECK(nowhere.error().code == Errc::io);

    std::vector<CleanItem> many;
    for (int n = 10; n < 500; ++n) many.push_back(item(n));
    poll(one, many, {kk});
    reader->go_on_while([] { return false; });
    CHECK_FALSE(reader->backup(other.path() / "given-up.db"));
    CHECK_THROWS_AS(reader->check(), StoreFailure);
    CHECK_FALSE(std::filesystem::exists(other.path() / "given-up.db.new"));
}

TEST_CASE_METHOD(StoreFixture, "The check of a sound store finds nothing, and of others what is wrong",
                 "[store][upkeep]") {
    for (int n = 0; n < 5; ++n) poll(one, {item(n)}, {kk});
    poll(two, {item(1)}, {ru});
    poll(one, {item(2, "gone")}, {});
    CHECK(reader->check().empty());
    reader.reset();
    store.reset();
    sqlite::Connection(directory.database(), sqlite::Access::read_write)
        .execute(
            "DELETE FROM article WHERE entry_id = 'https://zakon.kz/3'; UPDATE tag_state SET members = 17 WHERE tag = 1");
    open();
    const auto wrong = reader->check();
    CHECK(std::ranges::find(wrong, "1 memberships without an article") != wrong.end());
    CHECK(std::ranges::find(wrong, "1 tags whose number of members is wrong") != wrong.end());
    CHECK(std::ranges::find(wrong, "1 bodies without an article") != wrong.end());
}

TEST_CASE_METHOD(StoreFixture, "Statistics count what there is", "[store][upkeep]") {
    poll(one, {item(1), item(2)}, {kk, ru});
    poll(one, {item(1, "revised")}, {kk});
    poll(two, {item(1)}, {});
    const auto stats = reader->stats();
    CHECK(stats.sources == 2);
    CHECK(stats.tags == 2);
    CHECK(stats.articles == 2);
    CHECK(stats.memberships == 3);
    CHECK(stats.appearances == 1);
    CHECK(stats.revisions == 1);
    CHECK(stats.file_bytes > 0);
    CHECK(stats.log_bytes > 0);
}
