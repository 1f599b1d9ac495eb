#include "daemon/store/sqlite/database/sqlite.hpp"
#include "tests/daemon/store/conformance/store_fixture.hpp"

#include <catch2/catch.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <random>

using namespace arna;

namespace {

constexpr int items_of_poll = 20;

/// Polls for ever, 20 new items each, and says the number of each poll on `progress` once it is stored.
[[noreturn]] void poll_until_killed(const std::filesystem::path& directory, int first, int progress) {
    auto store = open_sqlite_store(directory).value();
    const std::vector<SourceSetup> sources{{.name = "one", .site = "zakon.kz"}};
    const std::vector<TagSetup> tags{{.name = "kk", .slug = "kk"}};
    const auto source = store->sync_sources(sources, noon).at(0).id;
    const auto tag = store->sync_tags(tags, noon).at(0).id;
    for (int poll = first;; ++poll) {
        PollRecord record{.source = source, .poll = {.etag = std::to_string(poll)}};
        for (int n = 0; n < items_of_poll; ++n)
            record.items.push_back(
                {.item = item(poll * items_of_poll + n, std::string(2'000, 'a')), .tags = {{.tag = tag}}});
        record.seen.push_back({.raw_hash = static_cast<std::uint64_t>(poll) + 1, .ident = ident(poll * items_of_poll)});
        store->ingest(std::span(&record, 1), noon);
        if (::write(progress, &poll, sizeof poll) != sizeof poll) ::_exit(1);
    }
}

/// Starts a daemon's worth of polls and kills it after some of them, at whatever it is just doing. Gives back the
/// number of
/// the last poll that it said to be stored.
int run_and_kill(const std::filesystem::path& directory, int first, int polls, std::chrono::microseconds delay) {
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) poll_until_killed(directory, first, ends[1]);
    ::close(ends[1]);
    int last = first - 1;
    for (int n = 0; n < polls; ++n) REQUIRE(::read(ends[0], &last, sizeof last) == sizeof last);
    const auto until = std::chrono::steady_clock::now() + delay; // some way into the next one
    while (std::chrono::steady_clock::now() < until) {
    }
    ::kill(child, SIGKILL);
    for (int more = 0; ::read(ends[0], &more, sizeof more) == sizeof more;) last = more;
    ::close(ends[0]);
    REQUIRE(::waitpid(child, nullptr, 0) == child);
    return last;
}

} // namespace

TEST_CASE("A kill at any moment loses no stored poll and leaves none in part", "[store][kill]") {
    const TemporaryDirectory directory;
    std::mt19937 random(20260223);
    const char* rounds = std::getenv("ARNA_KILL_ROUNDS"); // 200 in the nightly run
    int next = 0;
    std::int64_t last_version = 0;
    for (int round = 0; round < (rounds ? std::atoi(rounds) : 12); ++round) {
        const int said = run_and_kill(directory.path(), next, 1 + static_cast<int>(random() % 4),
                                      std::chrono::microseconds(random() % 3'000));
        CAPTURE(round, said);
        auto store = open_sqlite_store(directory.path());
        REQUIRE(store);
        auto reader = (*store)->open_reader();

        sqlite::Connection database(directory.database(), sqlite::Access::read_only);
        auto integrity = database.query("PRAGMA integrity_check");
        REQUIRE(integrity.next());
        CHECK(integrity.view(0) == "ok");

        const int stored = std::stoi(reader->sources().at(0).poll.etag);
        CHECK(stored >= said);
        CHECK(stored <= said + 1);
        const auto articles = database.integer("SELECT count(*) FROM article");
        CHECK(articles ==
              (stored + 1) * items_of_poll); // no validator without its items, no item without its validator
        CHECK(reader->seen(reader->sources().at(0).id).find(static_cast<std::uint64_t>(stored) + 1) != nullptr);
        const auto tag = reader->tags().at(0);
        CHECK(tag.state.position == articles);
        CHECK(tag.state.version > last_version);
        CHECK(database.integer("SELECT count(*) FROM membership") == articles);
        CHECK(database.integer("SELECT max(position) FROM membership") == articles);
        last_version = tag.state.version;
        next = stored + 1;
    }
}
