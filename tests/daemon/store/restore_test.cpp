#include "daemon/file/descriptor.hpp"
#include "daemon/store/noun/restore_store.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"
#include "tests/daemon/store/conformance/store_fixture.hpp"
#include "tests/daemon/store/file_size_limit.hpp"

#include <catch2/catch.hpp>
#include <fcntl.h>

#include <fstream>
#include <set>

using namespace arna;
namespace fs = std::filesystem;

namespace {

Result<RestoredStore> restore(const fs::path& copy, const fs::path& directory) {
    const Descriptor file(::open(copy.c_str(), O_RDONLY | O_CLOEXEC));
    const Descriptor log(::open((copy.string() + "-wal").c_str(), O_RDONLY | O_CLOEXEC));
    return restore_store("sqlite:", directory, {.name = copy, .descriptor = file.get(), .log = log.get()});
}

std::set<std::string> names_in(const fs::path& directory) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(directory)) names.insert(entry.path().filename());
    return names;
}

std::vector<std::string> stored_titles(const fs::path& directory) {
    const auto store = open_sqlite_store(directory).value();
    std::vector<std::string> titles;
    for (const auto& stored : store->open_reader()->history(ArticleId{}, 10))
        titles.push_back(stored.article.entry.title);
    return titles;
}

} // namespace

TEST_CASE_METHOD(StoreFixture, "A backup can be put back, and what it replaces is kept", "[store][restore]") {
    poll(one, {item(1)}, {kk});
    const TemporaryDirectory other;
    const auto copy = other.path() / "copy.db";
    REQUIRE(reader->backup(copy));
    poll(one, {item(2)}, {kk});

    const auto running = restore(copy, directory.path());
    REQUIRE_FALSE(running);
    CHECK(running.error().code == Errc::conflict);

    reader.reset();
    store.reset();
    const auto restored = restore(copy, directory.path());
    REQUIRE(restored);
    CHECK(restored->articles == 1);
    CHECK(restored->replaced == directory.database().string() + ".replaced");
    CHECK(stored_titles(directory.path()) == std::vector<std::string>{"Item 1"});
    CHECK(restore(restored->replaced, directory.path())); // and back again, by its own name
    CHECK(stored_titles(directory.path()) == std::vector<std::string>{"Item 1", "Item 2"});
    CHECK((fs::status(directory.database()).permissions() & fs::perms(0077)) == fs::perms::none);
}

TEST_CASE_METHOD(StoreFixture, "A copy that was made with its log is restored with it", "[store][restore]") {
    poll(one, {item(1)}, {kk}); // as yet in the log alone
    const TemporaryDirectory other;
    fs::copy(directory.database(), other.database());
    fs::copy(directory.database().string() + "-wal", other.database().string() + "-wal");
    const TemporaryDirectory empty;
    const auto restored = restore(other.database(), empty.path());
    REQUIRE(restored);
    CHECK(restored->replaced.empty());
    CHECK(stored_titles(empty.path()) == std::vector<std::string>{"Item 1"});
}

TEST_CASE_METHOD(StoreFixture, "What is no sound copy is refused, and nothing changes", "[store][restore]") {
    poll(one, {item(1), item(2, std::string(50'000, 'x'))}, {kk});
    const TemporaryDirectory other;
    const auto copy = other.path() / "copy.db";
    REQUIRE(reader->backup(copy));
    reader.reset();
    store.reset();
    auto expected = Errc::io;
    SECTION("no database") { std::ofstream(copy) << "no database"; }
    SECTION("empty") { fs::resize_file(copy, 0); }
    SECTION("cut") { fs::resize_file(copy, fs::file_size(copy) / 2 / 4096 * 4096); }
    SECTION("damaged inside") {
        std::fstream file(copy, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(4096 * 3);
        file << std::string(4096, '\xff');
    }
    SECTION("of a newer schema") {
        sqlite::Connection(copy, sqlite::Access::read_write).execute("PRAGMA user_version = 1000");
        expected = Errc::conflict;
    }
    SECTION("of another application") {
        sqlite::Connection(copy, sqlite::Access::read_write).execute("PRAGMA application_id = 1");
        expected = Errc::conflict;
    }
    const auto before = names_in(directory.path());
    const auto restored = restore(copy, directory.path());
    REQUIRE_FALSE(restored);
    CAPTURE(restored.error().message);
    CHECK(restored.error().code == expected);
    CHECK(restored.error().message.find(copy.string()) != std::string::npos);
    CHECK(restored.error().message.find(".restoring") == std::string::npos);
    CHECK((restored.error().message.ends_with("; take another copy") ||
           restored.error().message.contains("upgrade arna")));
    CHECK(names_in(directory.path()) == before);
    CHECK(stored_titles(directory.path()).size() == 2);
}

TEST_CASE_METHOD(StoreFixture, "A copy for which there is no room leaves nothing behind", "[store][restore]") {
    poll(one, {item(1), item(2, std::string(50'000, 'x'))}, {kk});
    const TemporaryDirectory other;
    const auto copy = other.path() / "copy.db";
    REQUIRE(reader->backup(copy));
    reader.reset();
    store.reset();
    const auto before = names_in(directory.path());
    {
        const FileSizeLimit full;
        const auto restored = restore(copy, directory.path());
        REQUIRE_FALSE(restored);
        CHECK(restored.error().code == Errc::io);
    }
    CHECK(names_in(directory.path()) == before);
}

TEST_CASE_METHOD(StoreFixture, "A damaged store can be replaced, with its log", "[store][restore]") {
    poll(one, {item(1)}, {kk});
    const TemporaryDirectory other;
    const auto copy = other.path() / "copy.db";
    REQUIRE(reader->backup(copy));
    reader.reset();
    store.reset();
    fs::resize_file(directory.database(), 5000);
    std::ofstream(directory.database().string() + "-wal") << "no log";
    REQUIRE(restore(copy, directory.path()));
    CHECK(stored_titles(directory.path()) == std::vector<std::string>{"Item 1"});
    CHECK(fs::file_size(directory.database().string() + ".replaced") == 5000);
    CHECK(fs::exists(directory.database().string() + ".replaced-wal"));
}
