#include "daemon/store/store_thread.hpp"

#include "daemon/store/readers.hpp"
#include "tests/daemon/store/conformance/store_fixture.hpp"
#include "tests/daemon/store/file_size_limit.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <catch2/catch.hpp>

#include <atomic>
#include <future>
#include <map>
#include <optional>
#include <thread>

using namespace arna;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

constexpr auto deadline = 20s;

/// A store on its thread, and an io thread, which is the test's own.
class ThreadFixture : public StoreFixture {
public:
    asio::io_context io{1};
    std::optional<StoreThread> thread;

    /// The thread takes over the fixture's store and reader.
    void start(StoreThreadOptions options = {}) {
        reader.reset();
        store.reset();
        thread.emplace(open_sqlite_store(directory.path()).value(), std::move(options));
        await(thread->run([](Store& opened) {
            const std::vector<SourceSetup> sources{{.name = "one", .url = "https://zakon.kz/one.xml"},
                                                   {.name = "two", .url = "https://zakon.kz/two.xml"}};
            const std::vector<TagSetup> tags{{.name = "kk", .slug = "kk", .rule = "#kk"},
                                             {.name = "ru", .slug = "ru", .rule = "#ru"}};
            opened.sync_sources(sources, noon);
            opened.sync_tags(tags, noon);
        }));
        reader = thread->open_reader();
    }

    ~ThreadFixture() { reader.reset(); }

    template <class T>
    T await(asio::awaitable<T> work) {
        auto result = asio::co_spawn(io, std::move(work), asio::use_future);
        io.restart();
        io.run();
        return result.get();
    }

    [[nodiscard]] PollRecord record_of(SourceId source, int n) const {
        return {
            .source = source, .poll = {.etag = std::to_string(n)}, .items = {{.item = item(n), .tags = {{.tag = kk}}}}};
    }

    [[nodiscard]] std::string etag(SourceId source) {
        for (const auto& record : reader->sources())
            if (record.id == source) return record.poll.etag;
        return "no such source";
    }

    /// Lets the store thread work until `is_done`, within the deadline.
    template <class Condition>
    bool wait_until(Condition is_done) {
        const auto end = std::chrono::steady_clock::now() + deadline;
        while (!is_done()) {
            if (std::chrono::steady_clock::now() > end) return false;
            std::this_thread::yield();
        }
        return true;
    }
};

} // namespace

TEST_CASE_METHOD(ThreadFixture, "A poll is durable when ingest comes back", "[store][thread]") {
    start({.now = [] { return noon + 3h; }});
    const auto result = await(thread->ingest(record_of(one, 1)));
    REQUIRE(result);
    CHECK(result->added == 1);
    CHECK(result->changed_tags == std::vector{kk});
    CHECK(reader->live(kk, 10).entries.at(0).first_seen == noon + 3h);
}

TEST_CASE_METHOD(ThreadFixture, "Polls that come while a commit runs share the next one, each with its own result",
                 "[store][thread]") {
    start();
    std::promise<void> release;
    auto blocked = asio::co_spawn(io, thread->run([wait = release.get_future().share()](Store&) { wait.get(); }),
                                  asio::use_future);
    std::vector<std::future<Result<IngestResult>>> results;
    for (int n = 0; n < 10; ++n)
        results.push_back(asio::co_spawn(io, thread->ingest(record_of(one, n)), asio::use_future));
    io.restart();
    io.poll(); // all of them are on their way to the store thread, which is busy
    release.set_value();
    io.run();
    for (auto& result : results) CHECK(result.get().value().added == 1);
    CHECK(reader->tag_state(kk).version == 1);
    CHECK(reader->tag_state(kk).position == 10);
}

TEST_CASE_METHOD(ThreadFixture, "Unchanged polls are gathered until they are many, time passes, or the end",
                 "[store][thread]") {
    SECTION("many") {
        start({.gather_for = 24h, .gather_at_most = 2});
        thread->record(one, {.etag = "1"});
        thread->record(one, {.etag = "2"}); // the same source
        thread->record(two, {.etag = "3"});
        CHECK(wait_until([&] { return etag(two) == "3"; }));
        CHECK(etag(one) == "2");
    }
    SECTION("time") {
        start({.gather_for = 1ms});
        thread->record(one, {.etag = "1"});
        CHECK(wait_until([&] { return etag(one) == "1"; }));
        thread->record(one, {.etag = "2"});
        CHECK(wait_until([&] { return etag(one) == "2"; }));
    }
    SECTION("stop") {
        start({.gather_for = 24h});
        thread->record(one, {.etag = "1"});
        await(thread->stop());
        CHECK(etag(one) == "1");
    }
    SECTION("the end of the thread") {
        start({.gather_for = 24h});
        thread->record(one, {.etag = "1"});
        reader.reset();
        thread.reset();
        open();
        CHECK(etag(one) == "1");
    }
    SECTION("work that may look at them") {
        start({.gather_for = 24h});
        thread->record(one, {.etag = "1"});
        const std::vector<SourceSetup> setups{{.name = "one", .url = "https://zakon.kz/one.xml"}};
        const auto records = await(thread->run([&](Store& opened) { return opened.sync_sources(setups, noon); }));
        CHECK(records.at(0).poll.etag == "1");
    }
}

TEST_CASE_METHOD(ThreadFixture, "Of a gathered poll and an ingested one of the same source the later holds",
                 "[store][thread]") {
    start({.gather_for = 24h});
    thread->record(one, {.etag = "before"});
    REQUIRE(await(thread->ingest(record_of(one, 7))));
    thread->record(two, {.etag = "after"});
    await(thread->stop());
    CHECK(etag(one) == "7");
    CHECK(etag(two) == "after");
}

TEST_CASE_METHOD(ThreadFixture, "After stop polls are refused", "[store][thread]") {
    start();
    await(thread->stop());
    const auto result = await(thread->ingest(record_of(one, 1)));
    REQUIRE_FALSE(result);
    CHECK(result.error().code == Errc::io);
}

TEST_CASE_METHOD(ThreadFixture, "While the disk is full polls are refused and a probe ends the pause",
                 "[store][thread]") {
    start({.gather_for = 24h, .probe_every = 5ms});
    REQUIRE(await(thread->ingest(record_of(one, 1))));
    CHECK(thread->is_healthy());
    Result<IngestResult> failed, refused;
    {
        const FileSizeLimit full;
        failed = await(thread->ingest(record_of(one, 2)));
        thread->record(two, {.etag = "gathered meanwhile"});
        refused = await(thread->ingest(record_of(one, 3)));
        CHECK_FALSE(thread->is_healthy());
    }
    REQUIRE_FALSE(failed);
    CHECK(failed.error().code == Errc::io);
    CHECK(failed.error().message.contains("arna.db"));
    REQUIRE_FALSE(refused);
    CHECK(wait_until([&] { return thread->is_healthy(); }));
    REQUIRE(await(thread->ingest(record_of(one, 4))));
    CHECK(wait_until([&] { return etag(two) == "gathered meanwhile"; }));
    CHECK(live(kk) == std::vector<std::string>{"Item 4", "Item 1"});
}

TEST_CASE_METHOD(ThreadFixture, "What work throws comes to its caller, and only a failure of the store pauses polling",
                 "[store][thread]") {
    start({.probe_every = 24h});
    CHECK_THROWS_AS(await(thread->run([](Store&) { throw std::logic_error("bug"); })), std::logic_error);
    auto unknown = record_of(one, 1);
    unknown.items[0].tags[0].tag = static_cast<TagId>(99);
    CHECK_THROWS_AS(await(thread->ingest(unknown)), std::invalid_argument);
    CHECK(thread->is_healthy());
    CHECK_THROWS_AS(await(thread->run([](Store&) { throw StoreFailure("disk"); })), StoreFailure);
    CHECK_FALSE(thread->is_healthy());
}

namespace {

/// A store of which writing polls and probes fail in a way that is no StoreFailure, as long as `is_broken`.
class BrokenStore : public Store {
public:
    std::shared_ptr<std::atomic<bool>> is_broken = std::make_shared<std::atomic<bool>>(true);
    std::shared_ptr<std::atomic<int>> calls = std::make_shared<std::atomic<int>>(0);

    std::vector<SourceRecord> sync_sources(std::span<const SourceSetup>, Time) override { return {}; }
    std::vector<TagRecord> sync_tags(std::span<const TagSetup>, Time) override { return {}; }
    std::vector<IngestResult> ingest_each(std::span<const PollRecord>, Time) override { return {}; }
    void record(std::span<const std::pair<SourceId, PollState>>) override { work(); }
    HistoryRun begin_run(std::string_view, std::int64_t, Time) override { return {}; }
    SliceResult store_slice(const HistorySlice&, Time) override { return {}; }
    [[nodiscard]] std::unique_ptr<SearchIndex> open_search_index(const SearchProgress&,
                                                                 std::string_view) const override {
        return nullptr;
    }
    void begin_search_index(std::int64_t) override {}
    void note_indexed(const IndexedSlice&) override {}
    void sync_digests(std::span<const DigestSetup>, const TimeZone&, Time) override {}
    DigestsMade make_digests(std::span<const DigestSetup>, const TimeZone&, Time, const DescribeForDigest&) override {
        return {};
    }
    std::optional<IngestResult> store_page(const PageRecord&, Time) override { return {}; }
    void save_page_host(const PageHost&) override {}
    void pause_pages(SourceId, Time, const std::string&) override {}
    void save_robots(const StoredRobots&) override {}
    void forget_old_pages(Time) override {}
    void deliver(std::string_view, const FeedVersionList&) override {}
    void forget_consumer(std::string_view) override {}
    TokenId add_token(const TokenRecord&) override { return {}; }
    std::size_t revoke_tokens(const std::string&, Time) override { return 0; }
    std::size_t revoke_token(TokenId, Time) override { return 0; }
    void note_used(std::span<const std::pair<TokenId, std::chrono::sys_days>>) override {}
    void set_setting(std::string_view, std::string_view) override {}
    void note_event(const NewEvent&) override {}
    void end_event(SourceId, std::string_view, Time, std::string_view) override {}
    void save_activity(std::span<const ActivityRecord>) override {}
    void probe(Time) override { work(); }
    std::int64_t release_pages(std::int64_t) override { return 0; }
    void compact() override {}
    bool retention_waits() override { return false; }
    void end_retention_wait() override {}
    [[nodiscard]] std::unique_ptr<StoreReader> open_reader() const override { return nullptr; }

private:
    void work() {
        ++*calls;
        if (*is_broken) throw std::bad_alloc();
    }
};

} // namespace

TEST_CASE_METHOD(ThreadFixture, "A failure that ends within one gathering is an event all the same",
                 "[store][thread]") {
    start({.gather_for = 1h});
    const PollState failed{.failures = 1, .tried = noon, .failing_since = noon, .error = "HTTP 503"};
    const PollState fine{.tried = noon + 1s, .succeeded = noon + 1s};
    thread->record(one, failed);
    thread->record(one, fine);
    thread->record(two, failed);
    auto poll = record_of(two, 1);
    poll.poll = fine;
    REQUIRE(await(thread->ingest(std::move(poll))));
    await(thread->run([](Store&) {}));
    std::map<std::string, std::string> kinds;
    for (const auto& event : reader->events()) kinds[event.source] += event.kind + ' ';
    CHECK(kinds == std::map<std::string, std::string>{{"one", "ok failing "}, {"two", "ok failing "}});
}

TEST_CASE_METHOD(ThreadFixture, "Whatever is thrown where nobody waits pauses polling and does not end the process",
                 "[store][thread]") {
    auto broken = std::make_unique<BrokenStore>();
    const auto is_broken = broken->is_broken;
    const auto calls = broken->calls;
    StoreThread broken_thread(std::move(broken), {.gather_for = 1ms, .probe_every = 1ms});
    broken_thread.record(SourceId{1}, {.etag = "1"});
    CHECK(wait_until([&] { return *calls >= 3; })); // the timer's commit, and probes
    CHECK_FALSE(broken_thread.is_healthy());
    *is_broken = false;
    CHECK(wait_until([&] { return broken_thread.is_healthy(); }));
}

TEST_CASE_METHOD(ThreadFixture, "No more readers than the limit are in use at once, and all who wait get one",
                 "[store][readers]") {
    start();
    REQUIRE(await(thread->ingest(record_of(one, 1))));
    asio::thread_pool pool(4);
    ReaderPool readers(io.get_executor(), *thread, 2);
    std::atomic<int> in_use = 0, most = 0;
    std::vector<std::future<std::size_t>> results;
    for (int n = 0; n < 50; ++n)
        results.push_back(asio::co_spawn(io,
                                         readers.read(pool.get_executor(),
                                                      [&, tag = kk](StoreReader& own) {
                                                          const int now = ++in_use;
                                                          for (int seen = most;
                                                               seen < now && !most.compare_exchange_weak(seen, now);) {
                                                          }
                                                          const auto entries = own.live(tag, 10).entries.size();
                                                          --in_use;
                                                          return entries;
                                                      }),
                                         asio::use_future));
    io.restart();
    io.run();
    for (auto& result : results) CHECK(result.get() == 1);
    CHECK(most <= 2);
}

TEST_CASE_METHOD(ThreadFixture, "A reader that failed is replaced", "[store][readers]") {
    start();
    asio::thread_pool pool(1);
    ReaderPool readers(io.get_executor(), *thread, 1);
    const auto read = [&](bool fails) {
        return await(readers.read(pool.get_executor(), [fails](StoreReader& own) {
            if (fails) throw StoreFailure("broken");
            return &own;
        }));
    };
    const auto* first = read(false);
    CHECK(read(false) == first);
    CHECK_THROWS_AS(read(true), StoreFailure);
    CHECK(read(false) != nullptr);
}
