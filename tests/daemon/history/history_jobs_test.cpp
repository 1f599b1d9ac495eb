#include "daemon/history/history_jobs.hpp"

#include "daemon/async/spawn.hpp"
#include "tests/daemon/history/history_world.hpp"

using namespace arna;
using namespace std::chrono_literals;

namespace {

/// A job that goes over the history and calls `work` for every slice.
class CountingJob : public HistoryJob {
public:
    explicit CountingJob(std::string name, std::function<void()> work = {})
        : name_(std::move(name)), work_(std::move(work)) {}

    [[nodiscard]] std::string_view name() const override { return name_; }
    [[nodiscard]] HistoryStep next(StoreReader& reader, ArticleId after, const SliceLimits& limits) const override {
        if (work_) work_();
        const auto articles = reader.history(after, limits.articles);
        return {.slice = {.up_to = articles.empty() ? after : articles.back().id, .is_last = articles.empty()},
                .totals = {.articles = articles.size()}};
    }
    void log_end(const HistoryTotals&) const override { ++ended; }

    mutable int ended = 0;

private:
    std::string name_;
    std::function<void()> work_;
};

struct Jobs : HistoryWorld {
    Jobs() {
        poll({"a", "b", "c", "d", "e"});
        options.slice.articles = 2;
        options.retry_after = 1ms;
        open();
    }

    /// Runs the service until `is_so`, within a deadline.
    bool run_until(const std::function<bool()>& is_so) {
        bool has_ended = false;
        boost::asio::co_spawn(io, jobs->run(), [&](const std::exception_ptr&) { has_ended = true; });
        io.restart();
        const auto deadline = std::chrono::steady_clock::now() + 20s;
        while (!is_so() && std::chrono::steady_clock::now() < deadline) io.run_one_for(10ms);
        const bool came = is_so();
        jobs->stop();
        while (!has_ended && std::chrono::steady_clock::now() < deadline) io.run_one_for(10ms);
        return came && has_ended;
    }
};

} // namespace

TEST_CASE_METHOD(Jobs, "Jobs run one after another, each to its end", "[history]") {
    const auto first = std::make_shared<CountingJob>("first");
    const auto second = std::make_shared<CountingJob>("second");
    jobs->start(first);
    jobs->start(second);
    CHECK(jobs->status().size() == 2);
    CHECK(run_until([&] { return second->ended == 1; }));
    CHECK(first->ended == 1);
    CHECK(jobs->status().empty());
    CHECK(jobs->finished().articles == 10);
}

TEST_CASE_METHOD(Jobs, "How far a job has come is known, and kept across a restart", "[history]") {
    jobs->start(std::make_shared<CountingJob>("count"));
    await(jobs->step());
    const auto status = jobs->status().at(0);
    CHECK(status.name == "count");
    CHECK(status.done == ArticleId{2});
    CHECK(status.of == ArticleId{5});
    CHECK(status.since == noon);
    open();
    const auto again = std::make_shared<CountingJob>("count");
    finish(again);
    CHECK(jobs->finished().articles == 3);
}

TEST_CASE_METHOD(Jobs, "A job that is started again takes the place of the unfinished one", "[history]") {
    const auto old = configure({{"fruit", "e"}});
    jobs->start(old);
    await(jobs->step()); // a document's last item is its oldest
    CHECK(members("fruit") == std::vector<std::string>{"e"});
    jobs->start(configure({{"fruit", "a OR b"}}));
    CHECK(jobs->status().size() == 1);
    while (await(jobs->step())) {
    }
    CHECK(members("fruit").size() == 2);
}

TEST_CASE_METHOD(Jobs, "A job of rules that were replaced changes nothing more", "[history]") {
    const auto old = configure({{"fruit", "a"}});
    jobs->start(old);
    configure({{"fruit", "b"}}); // taken over by the store; its own job has not been started yet
    while (await(jobs->step())) {
    }
    CHECK(members("fruit").empty());
    CHECK(jobs->status().empty());
}

TEST_CASE_METHOD(Jobs, "While the store fails a job waits, and a bug ends it alone", "[history]") {
    int calls = 0;
    const auto failing = std::make_shared<CountingJob>("failing", [&] {
        if (++calls < 3) throw StoreFailure("disk I/O error");
    });
    const auto broken = std::make_shared<CountingJob>("broken", [] { throw std::logic_error("bug"); });
    const auto last = std::make_shared<CountingJob>("last");
    for (const auto& job : {failing, broken, last}) jobs->start(job);
    CHECK(run_until([&] { return last->ended == 1; }));
    CHECK(failing->ended == 1);
    CHECK(broken->ended == 0);
}

TEST_CASE_METHOD(Jobs, "Polls that wait are stored before the next slice", "[history]") {
    const auto count = std::make_shared<CountingJob>("count");
    jobs->start(count);
    auto poll = PollRecord{.source = source, .poll = {.etag = "new"}};
    auto stored = boost::asio::co_spawn(io, store->ingest(std::move(poll)), boost::asio::use_future);
    await(jobs->step()); // the slice's transaction comes behind the poll's
    REQUIRE(stored.wait_for(20s) == std::future_status::ready);
    CHECK(reader->sources().at(0).poll.etag == "new");
}
