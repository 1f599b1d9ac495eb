#include "daemon/store/sqlite/database/schema.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"
#include "tests/daemon/store/conformance/store_fixture.hpp"
#include "tests/daemon/store/file_size_limit.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

using namespace arna;

namespace {

/// A database as version 3, 4 or 5 wrote it (databases/), or as it would have been in an earlier version.
void make_database(const std::filesystem::path& file, int version) {
    std::ifstream in(std::filesystem::path(std::getenv("ARNA_FIXTURES")) / "databases" /
                     fmt::format("version{}.sql", std::max(version, 3)));
    REQUIRE(in);
    std::ofstream(file).close();
    sqlite::Connection database(file, sqlite::Access::read_write);
    database.execute(std::string(std::istreambuf_iterator<char>(in), {}));
    if (version < 3) database.execute("ALTER TABLE poll DROP COLUMN reading; PRAGMA user_version = 2");
    if (version < 2) database.execute("DROP TABLE seen; PRAGMA user_version = 1");
}

/// Everything of a table that must not change.
std::vector<std::string> rows(const std::filesystem::path& file, const std::string& sql) {
    sqlite::Connection database(file, sqlite::Access::read_only);
    std::vector<std::string> found;
    const auto count = database.integer("SELECT count(*) FROM (" + sql + ")");
    for (std::int64_t n = 0; n < count; ++n)
        found.push_back(std::to_string(database.integer(sql + " LIMIT 1 OFFSET " + std::to_string(n))));
    return found;
}

} // namespace

TEST_CASE("A store of an older version is taken over with every id, date and position", "[store][takeover]") {
    const int version = GENERATE(1, 2, 3, 4, 5);
    CAPTURE(version);
    const TemporaryDirectory directory;
    make_database(directory.database(), version);
    const std::string ids =
        "SELECT unicode(substr(entry_id, -1)) + id * 1000 + published + updated FROM article ORDER BY id";
    const std::string places =
        "SELECT tag * 1000000 + position * 1000 + article FROM membership ORDER BY tag, position";
    const auto ids_before = rows(directory.database(), ids);
    const auto places_before = rows(directory.database(), places);
    REQUIRE(ids_before.size() == 5);
    REQUIRE(places_before.size() == 8);

    auto store = open_store("sqlite:", directory.path()).value();
    auto reader = store->open_reader();
    CHECK(reader->check().empty());
    CHECK(store->retention_waits()); // `keep` had no effect: the first run says what it removes, and waits
    CHECK(store->retention_waits()); // also one that begins again within the wait
    store->end_retention_wait();
    CHECK_FALSE(store->retention_waits());
    CHECK(rows(directory.database(), ids) == ids_before);
    CHECK(rows(directory.database(), places) == places_before);

    std::map<std::string, std::string> published;
    for (const auto& stored : reader->history(ArticleId{}, 10))
        published[stored.article.entry.title] = stored.article.entry_id;
    CHECK(published == std::map<std::string, std::string>{
                           {"Item 1", "https://zakon.kz/1"},
                           {"Item 2", "https://zakon.kz/2"},
                           {"Item 3", "urn:uuid:03000000-0000-8000-8000-000000000001"},
                           {"Item 4", "urn:uuid:04000000-0000-8000-8000-000000000001"},
                           {"Item 5", "https://zakon.kz/5"},
                       });

    // Found by everything that they were ever told under.
    for (const auto& [address, title] : std::map<std::string, std::string>{
             {"http://www.zakon.kz/1?utm_source=rss", "Item 1"},
             {"https://zakon.kz/moved/1", "Item 1"},
             {"guid 3", "Item 3"},
             {"https://zakon.kz/3", "Item 3"},
             {"urn:uuid:04000000-0000-8000-8000-000000000001", "Item 4"},
             {"https://zakon.kz/5", "Item 5"},
         }) {
        CAPTURE(address);
        const auto found = reader->find(address);
        REQUIRE(found.size() == 1);
        CHECK(found[0].article.entry.title == title);
    }

    const auto tags = reader->tags();
    CHECK(tags.at(0).match_run == 0);
    REQUIRE(reader->history_runs().size() == 1);
    const auto run = reader->history_runs().at(0);
    CHECK(tags.at(1).match_run == run.number);
    CHECK(run.done == ArticleId{2}); // what was matched is not matched again
    CHECK_FALSE(run.is_finished);
}

TEST_CASE("What is taken over is not revised, and has no story, and nothing is withdrawn or held",
          "[store][takeover]") {
    const TemporaryDirectory directory;
    make_database(directory.database(), 4);
    auto store = open_store("sqlite:", directory.path()).value();
    auto reader = store->open_reader();
    std::vector<std::int64_t> versions;
    for (const auto& tag : reader->tags()) versions.push_back(tag.state.version);
    for (const auto& stored : reader->history(ArticleId{}, 10)) {
        CHECK_FALSE(stored.article.withdrawn);
        CHECK_FALSE(stored.article.held);
        const auto known = reader->known(std::vector{ident(static_cast<int>(std::to_underlying(stored.id)))});
        // Another version of the content hash: the next telling replaces it, and is no revision.
        PollRecord again{.source = known.empty() ? SourceId{1} : known[0].owner, .poll = {.tried = noon}};
        again.items.push_back({.item = item(static_cast<int>(std::to_underlying(stored.id)), "other words")});
        again.items[0].item.content_hash = std::uint64_t{2} << 56 | 7;
        CHECK(store->ingest(std::span(&again, 1), noon).revised == 0);
    }
    CHECK(reader->check().empty());
}

TEST_CASE("A new store has nothing that retention should wait for", "[store][takeover]") {
    const TemporaryDirectory directory;
    auto store = open_store("sqlite:", directory.path()).value();
    CHECK_FALSE(store->retention_waits());
}

TEST_CASE("A source that fails when the store is taken over has failed since its last visit, at least",
          "[store][takeover]") {
    const TemporaryDirectory directory;
    make_database(directory.database(), 4);
    {
        sqlite::Connection database(directory.database(), sqlite::Access::read_write);
        database.execute("UPDATE poll SET failures = 2, tried = 5000 WHERE source = 1");
    }
    const auto store = open_store("sqlite:", directory.path()).value();
    const auto reader = store->open_reader();
    for (const auto& source : reader->sources()) {
        const auto since = source.poll.failing_since.time_since_epoch().count();
        CHECK(since == (source.id == SourceId{1} ? 5'000 : 0));
    }
    CHECK(reader->events().empty());
    CHECK(reader->activity().empty());
}

TEST_CASE_METHOD(StoreFixture, "After a takeover what is told again is known, with a new id too", "[store][takeover]") {
    reader.reset();
    store.reset();
    std::filesystem::remove(directory.database());
    make_database(directory.database(), 3);
    open();
    CHECK(poll(one, {item(1, "first, edited")}, {kk}).revised == 1);
    auto renamed = item(2, "second");
    renamed.ident = ident(100);
    renamed.entry.id = "guid-of-today";
    CHECK(poll(one, {renamed}, {kk}).added == 0);
    auto thief = item(7);
    thief.entry.id = address(5);
    poll(one, {thief}, {kk}); // whose id is taken
    CHECK(reader->find(address(7)).at(0).article.entry_id != address(5));
}

namespace {

std::vector<std::string> copies_in(const std::filesystem::path& directory) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(directory))
        if (const auto name = entry.path().filename().string(); name.find(".before-") != std::string::npos)
            names.push_back(name);
    return names;
}

} // namespace

TEST_CASE("Before a takeover a copy is made, from which an older arna can go on", "[store][takeover]") {
    const TemporaryDirectory directory;
    make_database(directory.database(), 3);
    std::ofstream(directory.path() / "arna.db.before-2") << "of an earlier upgrade";
    {
        auto store = open_store("sqlite:", directory.path(), {.program = "9.8.7"}).value();
    }
    CHECK(copies_in(directory.path()) == std::vector<std::string>{"arna.db.before-3"});
    const auto copy = directory.path() / "arna.db.before-3";
    CHECK((std::filesystem::status(copy).permissions() & std::filesystem::perms(0077)) == std::filesystem::perms::none);
    sqlite::Connection before(copy, sqlite::Access::read_only);
    CHECK(before.integer("PRAGMA user_version") == 3);
    CHECK(before.integer("PRAGMA application_id") == schema::application_id);
    CHECK(before.integer("SELECT count(*) FROM article") == 5);

    CHECK(open_store("sqlite:", directory.path())); // once is enough
    CHECK(copies_in(directory.path()).size() == 1);
    sqlite::Connection(directory.database(), sqlite::Access::read_write).execute("PRAGMA user_version = 1000");
    const auto refused = open_store("sqlite:", directory.path());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message ==
          directory.database().string() + " was written by arna 9.8.7 (schema 1000, this one knows " +
              std::to_string(schema::newest_version()) +
              "); upgrade arna, or put back what was there before: arna store restore " + copy.string());
}

TEST_CASE("Where there is no room for the copy nothing is taken over", "[store][takeover]") {
    const TemporaryDirectory directory;
    make_database(directory.database(), 3);
    {
        const FileSizeLimit full(40'000); // enough to open it
        const auto opened = open_store("sqlite:", directory.path());
        REQUIRE_FALSE(opened);
        CHECK(opened.error().code == Errc::io);
        CHECK(opened.error().message.starts_with("the copy of before the upgrade failed"));
    }
    CHECK(copies_in(directory.path()).empty());
    CHECK(sqlite::Connection(directory.database(), sqlite::Access::read_only).integer("PRAGMA user_version") == 3);
    CHECK(open_store("sqlite:", directory.path()));
}
