#include "daemon/store/sqlite/database/schema.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"
#include "tests/daemon/store/conformance/store_fixture.hpp"
#include "tests/daemon/store/file_size_limit.hpp"

#include <catch2/catch.hpp>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <map>
#include <random>

using namespace arna;
namespace fs = std::filesystem;

namespace {

std::string contents(const fs::path& file) {
    if (!fs::is_regular_file(file)) return "not a file";
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const fs::path& file, std::string_view bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

/// Every file of a directory with its bytes.
std::map<std::string, std::string> files(const fs::path& directory) {
    std::map<std::string, std::string> found;
    for (const auto& entry : fs::directory_iterator(directory)) found[entry.path().filename()] = contents(entry.path());
    return found;
}

/// Text that no compression makes much shorter.
std::string noise(std::size_t size) {
    std::mt19937 random(1);
    std::string text(size, ' ');
    for (auto& c : text) c = static_cast<char>('a' + random() % 26);
    return text;
}

/// Makes a store with an article in it and closes it; with `killed` its process ends without closing, so that what it
/// wrote
/// is still in the log.
void make_store(const fs::path& directory, bool killed = false) {
    const auto child = ::fork();
    if (child == 0) {
        auto store = open_sqlite_store(directory).value();
        const std::vector<SourceSetup> setups{{.name = "one", .site = "zakon.kz"}};
        PollRecord record{.source = store->sync_sources(setups, noon).at(0).id,
                          .items = {{.item = item(1, noise(100'000)), .tags = {}}}};
        store->ingest(std::span(&record, 1), noon);
        if (killed) ::_exit(0);
        store.reset();
        ::_exit(0);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(status == 0);
}

Error refusal(const fs::path& directory) {
    auto opened = open_sqlite_store(directory);
    REQUIRE_FALSE(opened);
    return opened.error();
}

std::size_t stored_articles(const fs::path& directory) {
    auto store = open_sqlite_store(directory).value();
    return store->open_reader()->history(ArticleId{}, 10).size();
}

} // namespace

TEST_CASE("A new store has its directory with parents and its files for the owner alone", "[store][opening]") {
    const TemporaryDirectory temporary;
    const auto directory = temporary.path() / "var" / "arna";
    {
        auto store = open_sqlite_store(directory);
        REQUIRE(store);
        CHECK(fs::status(directory).permissions() == fs::perms::owner_all);
        CHECK(fs::status(directory.parent_path()).permissions() == fs::perms::owner_all);
        for (const auto& [name, _] : files(directory)) {
            CAPTURE(name);
            CHECK((fs::status(directory / name).permissions() & fs::perms(0077)) == fs::perms::none);
        }
    }
    CHECK(fs::exists(directory / "arna.db"));
    CHECK_FALSE(fs::exists(directory / "arna.db.new"));
    sqlite::Connection database(directory / "arna.db", sqlite::Access::read_only);
    CHECK(database.integer("PRAGMA application_id") == schema::application_id);
    CHECK(database.integer("PRAGMA user_version") == schema::newest_version());
}

TEST_CASE("A store opens again, also when its last process was killed", "[store][opening]") {
    const TemporaryDirectory directory;
    make_store(directory.path(), GENERATE(false, true));
    CHECK(stored_articles(directory.path()) == 1);
}

TEST_CASE("The address of a store tells its engine, and an error never repeats what may be a password",
          "[store][opening]") {
    const TemporaryDirectory directory;
    CHECK(open_store("sqlite:", directory.path()));
    for (const auto* url : {"postgresql://arna:secret@db/arna", "mysql://arna:secret@db", "secret", ""}) {
        CAPTURE(url);
        const auto opened = open_store(url, directory.path());
        REQUIRE_FALSE(opened);
        CHECK(opened.error().code == Errc::bad_input);
        CHECK(opened.error().message.contains("sqlite:"));
        CHECK_FALSE(opened.error().message.contains("secret"));
    }
}

TEST_CASE("A directory may have any name", "[store][opening]") {
    const TemporaryDirectory temporary;
    const auto directory = temporary.path() / "күй %41?mode=ro&a#b";
    make_store(directory);
    CHECK(stored_articles(directory) == 1);
    CHECK(fs::exists(directory / "arna.db"));
}

TEST_CASE("What a kill left of making a database does not matter", "[store][opening]") {
    const TemporaryDirectory directory;
    for (const auto* name : {"arna.db.new", "arna.db.new-wal", "arna.db.new-shm", "arna.db.new-journal"})
        write_file(directory.path() / name, "left over");
    CHECK(stored_articles(directory.path()) == 0);
    CHECK_FALSE(fs::exists(directory.path() / "arna.db.new"));
}

TEST_CASE("A disk that fills up while the database is made leaves nothing that stands in the way", "[store][opening]") {
    for (const rlim_t room : {0, 4'096, 20'480, 40'960, 65'536, 98'304, 114'688, 131'072}) {
        INFO("room for " << room << " bytes");
        const TemporaryDirectory directory;
        {
            const FileSizeLimit full(room);
            const auto opened = open_sqlite_store(directory.path());
            if (!opened) {
                CHECK(opened.error().code == Errc::io);
                CHECK(opened.error().message.contains("is the disk full?"));
            }
        }
        const auto opened = open_sqlite_store(directory.path());
        CHECK((opened.has_value() ? "" : opened.error().message) == "");
    }
}

TEST_CASE("Too few descriptors are told by that name, whichever file cannot be opened", "[store][opening]") {
    rlimit usual{};
    getrlimit(RLIMIT_NOFILE, &usual);
    const auto open_files = std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator());
    std::size_t refusals = 0;
    for (int more = -1; more < 6; ++more) {
        INFO("descriptors: " << more);
        const TemporaryDirectory directory;
        rlimit few = usual;
        few.rlim_cur = static_cast<rlim_t>(open_files + more);
        setrlimit(RLIMIT_NOFILE, &few);
        const auto opened = open_sqlite_store(directory.path());
        setrlimit(RLIMIT_NOFILE, &usual);
        if (opened) continue;
        ++refusals;
        CHECK_THAT(opened.error().message, Catch::Contains("Too many open files") && Catch::Contains("ulimit -n"));
    }
    CHECK(refusals > 1);
}

TEST_CASE("A damaged or foreign database is refused, named, and not touched", "[store][opening]") {
    const TemporaryDirectory directory;
    const auto file = directory.database();
    const auto log = fs::path(file.string() + "-wal");
    auto expected = Errc::io;
    SECTION("zero length") { write_file(file, ""); }
    SECTION("not a database") { write_file(file, std::string(8192, 'x')); }
    SECTION("random bytes behind a header that says SQLite") {
        write_file(file, "SQLite format 3" + std::string(1, '\0') + std::string(4080, '\x5A'));
        expected = Errc::conflict; // its application id is another
    }
    SECTION("shorter than a header") { write_file(file, "SQLite format 3"); }
    SECTION("a directory") { fs::create_directory(file); }
    SECTION("another application's") {
        write_file(file, "");
        sqlite::Connection(file, sqlite::Access::read_write).execute("CREATE TABLE t (x)");
        expected = Errc::conflict;
    }
    SECTION("a newer schema") {
        make_store(directory.path());
        sqlite::Connection(file, sqlite::Access::read_write).execute("PRAGMA user_version = 1000");
        expected = Errc::conflict;
    }
    SECTION("cut in the middle") {
        make_store(directory.path());
        fs::resize_file(file, fs::file_size(file) / 2 / 4096 * 4096);
    }
    SECTION("cut within its last page") {
        make_store(directory.path());
        fs::resize_file(file, fs::file_size(file) - 1);
    }
    SECTION("cut while its log is there") {
        make_store(directory.path(), true);
        REQUIRE(fs::file_size(log) > 0);
        fs::resize_file(file, 8192);
    }
    SECTION("cut while the last page of its log is cut as well") {
        make_store(directory.path(), true);
        std::error_code none;
        fs::resize_file(log, fs::file_size(log) - 1);
        fs::resize_file(file, 8192, none);
    }
    SECTION("a log without its database") {
        make_store(directory.path(), true);
        fs::remove(file);
    }
    SECTION("a first page of zeros behind the header") {
        make_store(directory.path());
        std::fstream(file, std::ios::binary | std::ios::in | std::ios::out).seekp(100) << std::string(3996, '\0');
    }
    fs::remove(file.string() + ".lock");
    fs::remove(file.string() + "-shm");
    const auto before = files(directory.path());
    const auto error = refusal(directory.path());
    CAPTURE(error.message);
    CHECK(error.code == expected);
    CHECK(error.message.contains(file.string()));
    CHECK(error.message.contains(';')); // what to do
    auto after = files(directory.path());
    after.erase("arna.db.lock");
    after.erase("arna.db-shm");
    CHECK(after == before);
}

TEST_CASE("A second store on the same directory is refused until the first is closed", "[store][opening]") {
    const TemporaryDirectory directory;
    auto first = open_sqlite_store(directory.path());
    REQUIRE(first);
    const auto error = refusal(directory.path());
    CHECK(error.code == Errc::conflict);
    CHECK(error.message.contains("another arna"));
    first->reset();
    CHECK(open_sqlite_store(directory.path()));
}

TEST_CASE("A directory that cannot be made is an error that names it", "[store][opening]") {
    const TemporaryDirectory temporary;
    write_file(temporary.path() / "file", "x");
    const auto directory = temporary.path() / "file" / "state";
    const auto error = refusal(directory);
    CHECK(error.code == Errc::io);
    CHECK(error.message.contains((temporary.path() / "file").string()));
}

TEST_CASE("A database that is longer in its log than on disk is whole", "[store][opening]") {
    // A kill in the middle of a checkpoint: the first page says more pages than the file has; the log has them.
    const TemporaryDirectory directory;
    make_store(directory.path(), true);
    const auto file = directory.database();
    const auto log = fs::path(file.string() + "-wal");
    const auto saved = contents(log);
    const TemporaryDirectory copy;
    fs::copy_file(file, copy.database());
    write_file(fs::path(copy.database().string() + "-wal"), saved);
    {
        sqlite::Connection database(file, sqlite::Access::read_write);
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    const auto short_of = fs::file_size(copy.database());
    REQUIRE(short_of < fs::file_size(file));
    // The copy gets the first page of the checkpointed file, and no page more than it had.
    write_file(copy.database(), contents(file).substr(0, short_of));
    CHECK(stored_articles(copy.path()) == 1);
}
