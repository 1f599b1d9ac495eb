#include "daemon/store/sqlite/database/sqlite.hpp"
#include "tests/daemon/store/conformance/store_fixture.hpp"
#include "tests/daemon/store/file_size_limit.hpp"

#include <catch2/catch.hpp>

#include <fstream>

using namespace arna;

TEST_CASE_METHOD(StoreFixture,
                 "On a full disk nothing of a poll is stored, reading goes on, and with space again writing too",
                 "[store][failure]") {
    poll(one, {item(1)}, {kk});
    bool has_failed = false;
    {
        const FileSizeLimit full;
        try {
            poll(one, {item(2, std::string(50'000, 'x'))}, {kk});
        } catch (const StoreFailure&) {
            has_failed = true;
        }
        CHECK_THROWS_AS(store->probe(noon), StoreFailure);
    }
    CHECK(has_failed);
    CHECK(live(kk) == std::vector<std::string>{"Item 1"});
    store->probe(noon);
    CHECK(poll(one, {item(2)}, {kk}).added == 1);
    CHECK(reader->live(kk, 10).entries.at(0).position == 2);
    CHECK(store->open_reader()->live(kk, 10).entries.size() == 2);
    sqlite::Connection database(directory.database(), sqlite::Access::read_only);
    auto integrity = database.query("PRAGMA integrity_check");
    REQUIRE(integrity.next());
    CHECK(integrity.view(0) == "ok");
}

TEST_CASE_METHOD(StoreFixture, "A damaged page is a failure of the store, with the file named", "[store][failure]") {
    for (int n = 0; n < 300; ++n) {
        std::string text; // that cannot be compressed away: the damage is behind the roots of all tables
        for (unsigned i = 0; i < 600; ++i)
            text += std::to_string((static_cast<unsigned>(n) * 600 + i) * 2'654'435'761U);
        poll(one, {item(n, text)}, {kk});
    }
    reader.reset();
    store.reset();
    const auto size = std::filesystem::file_size(directory.database());
    {
        std::fstream file(directory.database(), std::ios::binary | std::ios::in | std::ios::out);
        for (std::streamoff page = 128; page < static_cast<std::streamoff>(size / 4096); ++page)
            file.seekp(page * 4096) << std::string(4096, '\xA5');
    }
    auto opened = open_sqlite_store(directory.path());
    REQUIRE(opened); // arna store check looks at every page, the start does not
    try {
        (void)(*opened)->open_reader()->history(ArticleId{}, 1'000);
        FAIL("read a damaged database");
    } catch (const StoreFailure& failure) {
        CHECK(std::string(failure.what()).contains("arna.db"));
    }
}
