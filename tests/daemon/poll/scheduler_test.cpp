#include "daemon/poll/scheduler/scheduler.hpp"

#include "tests/daemon/poll/polling.hpp"
#include "tests/support/crowd.hpp"
#include "tests/support/origin.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace arna;
using namespace std::chrono_literals;

namespace {

struct World {
    Origin origin;
    FakeClock clock;
    TemporaryFolder folder;

    World() { origin.on("*", reply(200, {}, rss({"apple"}))); }

    [[nodiscard]] std::unique_ptr<Polling> polling(std::vector<PollSource> sources, FetchOptions fetch = {},
                                                   PollOptions options = {}) {
        return std::make_unique<Polling>(
            folder.path(), clock,
            Polling::Setup{.sources = std::move(sources), .options = options, .fetch = std::move(fetch)});
    }

    [[nodiscard]] PollSource source(const std::string& name, std::chrono::milliseconds interval = 10min) const {
        return {.name = name, .url = origin.url("/" + name), .interval = interval};
    }

    /// Lets time go on, and everything happen that is due then.
    void pass(Polling& polling, std::chrono::milliseconds time) {
        clock.advance(time);
        polling.scheduler.wake();
        polling.settle();
    }
};

} // namespace

TEST_CASE_METHOD(World, "every source is polled once per interval", "[poll][scheduler]") {
    const auto polling = this->polling({source("a"), source("b", 20min)});
    polling->start();
    REQUIRE(polling->run_until([&] { return polling->finished.size() == 2; }));
    std::size_t expected = 2;
    for (int i = 0; i < 6; ++i) {
        pass(*polling, 5min);
        CHECK(origin.hits("/a") <= 1 + (i + 1) * 5 / 10);
        CHECK(origin.hits("/b") <= 1 + (i + 1) * 5 / 20);
    }
    pass(*polling, 5min); // 35 minutes: a after 10 to 11, 20 to 22, 30 to 33; b after 20 to 22
    expected += 2;
    REQUIRE(polling->run_until([&] { return polling->finished.size() >= expected; }));
    CHECK(origin.hits("/a") >= 2);
    CHECK(origin.hits("/b") >= 2);
}

TEST_CASE_METHOD(World, "setting the wall clock neither hurries nor delays a poll", "[poll][scheduler]") {
    const auto jump = GENERATE(std::chrono::milliseconds(24h * 3650), std::chrono::milliseconds(-24h));
    const auto polling = this->polling({source("a")});
    polling->start();
    REQUIRE(polling->run_until([&] { return polling->finished.size() == 1; }));
    clock.jump(jump);
    pass(*polling, 9min);
    CHECK(origin.hits() == 1);
    pass(*polling, 2min);
    CHECK(polling->run_until([&] { return polling->finished.size() == 2; }));
}

TEST_CASE_METHOD(World, "after a restart with a clock gone wrong no source waits longer than its wait",
                 "[poll][scheduler]") {
    this->polling({source("a")})->poll_one();
    clock.jump(-24h * 365);
    const auto restarted = this->polling({source("a")});
    CHECK(restarted->poll().empty());
    clock.advance(11min + 1s);
    CHECK(restarted->poll().size() == 1);
}

TEST_CASE_METHOD(World, "no more visits than allowed are under way, in all and to one host", "[poll][scheduler]") {
    Crowd here(reply(200, {}, rss({"apple"}))), there(reply(200, {}, rss({"apple"})));
    Origin origin, other; // they end before their crowds
    origin.on("*", here.handler());
    other.on("*", there.handler());
    std::vector<PollSource> sources;
    for (int i = 0; i < 12; ++i) {
        sources.push_back({.name = "a" + std::to_string(i), .url = origin.url("/a" + std::to_string(i))});
        sources.push_back({.name = "b" + std::to_string(i), .url = other.url("/b" + std::to_string(i))});
    }
    const auto polling = this->polling(sources, {.concurrency = 3, .per_host = 2});
    CHECK(polling->poll().size() == 24);
    CHECK(here.most() <= 2);
    CHECK(there.most() <= 2);
    CHECK(here.most() + there.most() > 2);
    CHECK(origin.hits() == 12);
    CHECK(other.hits() == 12);
}

TEST_CASE_METHOD(World, "sources that hang do not delay the others", "[poll][scheduler]") {
    std::vector<PollSource> sources;
    for (int i = 0; i < 20; ++i) sources.push_back(source("hang" + std::to_string(i), 1h));
    for (int i = 0; i < 40; ++i) sources.push_back(source("sound" + std::to_string(i), 1h));
    for (int i = 0; i < 20; ++i) origin.on("/hang" + std::to_string(i), reply(500));
    const auto polling = this->polling(sources, {.concurrency = 8, .per_host = 8});
    CHECK(polling->poll().size() == 60);

    for (int i = 0; i < 20; ++i) origin.on("/hang" + std::to_string(i), silence());
    polling->start();
    pass(*polling, 3h);
    // The hanging ones hold half of the slots, for as long as they like.
    CHECK(polling->run_until([&] { return polling->finished.size() >= 100; }));
    CHECK(std::ranges::all_of(polling->finished.begin() + 60, polling->finished.end(),
                              [](const PollReport& report) { return report.source.starts_with("sound"); }));
}

TEST_CASE_METHOD(World, "the next time is on disk before a visit has ended", "[poll][scheduler]") {
    origin.on("/a", silence());
    const auto polling = this->polling({source("a")});
    polling->start();
    polling->settle();
    REQUIRE(origin.wait_for_hits("/a", 1));
    const auto stored = polling->stored("a").poll;
    CHECK(stored.due >= clock.now() + 10min);
    CHECK(stored.tried == clock.now());
    CHECK(stored.succeeded == Time{});
}

TEST_CASE_METHOD(World, "an end with visits under way is quick, blames nobody, and repeats nothing early",
                 "[poll][scheduler]") {
    auto drip = reply(200, {}, std::string(100'000, 'x'));
    drip.drip = 1;
    origin.on("/a", drip);
    origin.on("/b", silence());
    {
        const auto polling = this->polling({source("a"), source("b")});
        polling->start();
        polling->settle();
        REQUIRE(origin.wait_for_hits("/a", 1));
        REQUIRE(origin.wait_for_hits("/b", 1));
        polling->scheduler.stop();
        polling->fetcher.stop();
        polling->stop_running();
        REQUIRE(polling->finished.size() == 2);
        for (const auto& report : polling->finished) CHECK(report.outcome == PollOutcome::aborted);
        CHECK(polling->state("a").failures == 0);
    }
    const auto restarted = this->polling({source("a"), source("b")});
    CHECK(restarted->state("a").failures == 0);
    CHECK(restarted->poll().empty());
}

TEST_CASE_METHOD(World, "a document that waits to be read when the end comes is not read any more",
                 "[poll][scheduler]") {
    const auto polling = this->polling({source("a"), source("b")}, {}, {.memory = 1}); // one at a time
    polling->start();
    REQUIRE(polling->run_until([&] { return !polling->finished.empty(); }));
    polling->scheduler.stop();
    polling->fetcher.stop();
    polling->stop_running();
    REQUIRE(polling->finished.size() == 2);
    CHECK(polling->finished[0].outcome == PollOutcome::stored);
    CHECK(polling->finished[1].outcome == PollOutcome::aborted);
}

TEST_CASE_METHOD(World, "a reload keeps the schedule and validators of what stays the same", "[poll][scheduler]") {
    origin.on("/a", reply(200, {{"ETag", "\"1\""}}, rss({"apple"})));
    const auto polling = this->polling({source("a"), source("b")});
    polling->poll();
    clock.advance(5min);
    auto relabelled = source("a");
    relabelled.labels = {"news"};
    polling->reload({relabelled, source("c")}, {});
    CHECK(polling->poll().size() == 1); // c, which is new
    CHECK(origin.hits("/a") == 1);
    clock.advance(6min + 1s);
    polling->poll();
    CHECK(origin.hits("/a") == 2);
    CHECK(origin.hits("/b") == 1);
    CHECK(origin.requests("/a").back().header("If-None-Match") == "\"1\"");
}

TEST_CASE_METHOD(World, "a changed address is polled at once and plainly", "[poll][scheduler]") {
    origin.on("/a", reply(200, {{"ETag", "\"1\""}}, rss({"apple"})));
    const auto polling = this->polling({source("a")});
    polling->poll();
    auto moved = source("a");
    moved.url = origin.url("/new");
    polling->reload({moved}, {});
    CHECK(polling->poll().size() == 1);
    CHECK(origin.requests("/new").at(0).count("If-None-Match") == 0);
}

TEST_CASE_METHOD(World, "what a visit to the old address finds out does not stick to the new one",
                 "[poll][scheduler]") {
    auto slow = redirect(301, "/elsewhere");
    slow.delay = 300ms;
    origin.on("/a", slow);
    const auto polling = this->polling({source("a")});
    polling->start();
    polling->settle();
    REQUIRE(origin.wait_for_hits("/a", 1));
    auto moved = source("a");
    moved.url = origin.url("/new");
    origin.on("/new", silence());
    polling->reload({moved}, {});
    REQUIRE(polling->run_until([&] { return !polling->finished.empty(); }));
    CHECK(polling->finished.front().moved_to == origin.url("/elsewhere"));
    CHECK(polling->state("a").moved_url.empty());
    CHECK(polling->stored("a").poll.moved_url.empty());
}

TEST_CASE_METHOD(World, "a shorter interval takes effect with the reload", "[poll][scheduler]") {
    const auto polling = this->polling({source("a", 24h * 30)});
    polling->poll();
    polling->reload({source("a")}, {});
    clock.advance(11min + 1s);
    CHECK(polling->poll().size() == 1);
}

TEST_CASE_METHOD(World, "a source that is switched off is not polled, and is due when it is switched on",
                 "[poll][scheduler]") {
    auto off = source("a");
    off.is_enabled = false;
    const auto polling = this->polling({off});
    CHECK(polling->poll().empty());
    CHECK(polling->poll({"a"}, true).at(0).outcome == PollOutcome::disabled);
    CHECK(origin.hits() == 0);
    polling->reload({source("a")}, {});
    CHECK(polling->poll().size() == 1);
}

TEST_CASE_METHOD(World, "polls that are asked for report each source, and unknown names are an error",
                 "[poll][scheduler]") {
    const auto polling = this->polling({source("a"), source("b")});
    const auto unknown = polling->try_poll({"a", "x"}, false);
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().code == Errc::not_found);
    CHECK(origin.hits() == 0);
    CHECK(polling->poll({"a"}).at(0).outcome == PollOutcome::stored);
    CHECK(polling->poll({"a"}).at(0).outcome == PollOutcome::not_due);
    CHECK(polling->poll({"a"}, true).at(0).outcome == PollOutcome::unchanged);
    CHECK(polling->poll().size() == 1);
}

TEST_CASE_METHOD(World, "who asks for a poll that is under way gets its report", "[poll][scheduler]") {
    auto slow = reply(200, {}, rss({"apple"}));
    slow.delay = 100ms;
    origin.on("/a", slow);
    const auto polling = this->polling({source("a")});
    polling->start();
    polling->settle();
    REQUIRE(origin.wait_for_hits("/a", 1));
    CHECK(polling->poll({"a"}, true).at(0).outcome == PollOutcome::stored);
    CHECK(origin.hits("/a") == 1);
}

TEST_CASE_METHOD(World, "overdue sources come back spread over time, the oldest first", "[poll][scheduler]") {
    std::vector<PollSource> sources;
    for (int i = 0; i < 10; ++i) sources.push_back(source("s" + std::to_string(i)));
    {
        const auto polling = this->polling(sources);
        for (const auto& each : sources) {
            polling->poll({each.name});
            clock.advance(1s);
        }
    }
    clock.advance(2h);
    const auto restarted = this->polling(sources);
    restarted->start();
    REQUIRE(restarted->run_until([&] { return restarted->finished.size() == 1; }));
    for (std::size_t done = 1; done < 10; ++done) {
        CHECK(restarted->finished.size() == done);
        pass(*restarted, 1min + 1s);
        REQUIRE(restarted->run_until([&] { return restarted->finished.size() > done; }));
    }
    CHECK(restarted->finished.size() == 10);
}

TEST_CASE_METHOD(World, "a host that asks to be left alone is, by all its sources, and nobody is blamed for it",
                 "[poll][scheduler]") {
    Origin other;
    other.on("*", reply(200, {}, rss({"apple"})));
    origin.on("/a", reply(503, {{"Retry-After", "1800"}}));
    std::vector<PollSource> sources{source("a")};
    for (int i = 0; i < 5; ++i) sources.push_back(source("b" + std::to_string(i), 1h));
    sources.push_back({.name = "other", .url = other.url("/feed")});
    FetchOptions one_at_a_time;
    one_at_a_time.per_host = 1;
    {
        const auto polling = this->polling(sources, one_at_a_time);
        CHECK(polling->poll().size() == 7);
        CHECK(origin.hits() == 1);
        CHECK(other.hits() == 1);
        CHECK(polling->state("b3").failures == 0);
        CHECK(polling->state("b3").lengthened_by == "Retry-After");
        CHECK(polling->poll().empty());
    }
    const auto restarted = this->polling(sources); // it is on disk
    clock.advance(29min);
    CHECK(restarted->poll().empty());
    clock.advance(5min);
    origin.on("/a", reply(200, {}, rss({"apple"})));
    CHECK(restarted->poll().size() == 6);
    CHECK(origin.hits("/b3") == 1);
}

TEST_CASE_METHOD(World, "who asks for a poll now is not told to wait for the host", "[poll][scheduler]") {
    origin.on("/a", reply(429, {{"Retry-After", "1800"}}));
    const auto polling = this->polling({source("a"), source("b")});
    CHECK(polling->poll({"a"}).at(0).outcome == PollOutcome::failed);
    CHECK(polling->poll({"b"}).at(0).outcome == PollOutcome::not_due);
    CHECK(polling->poll({"b"}, true).at(0).outcome == PollOutcome::stored);
}

TEST_CASE_METHOD(World, "a source that leaves the configuration while it waits is reported and never visited",
                 "[poll][scheduler]") {
    FetchOptions one_at_a_time;
    one_at_a_time.per_host = 1;
    origin.on("/a", silence());
    const auto polling = this->polling({source("a"), source("b")}, one_at_a_time);
    polling->start();
    polling->settle();
    REQUIRE(origin.wait_for_hits("/a", 1));
    polling->reload({source("a")}, {});
    origin.on("/a", reply(200, {}, rss({"apple"})));
    polling->fetcher.stop();
    REQUIRE(polling->run_until([&] { return !polling->finished.empty(); }));
    CHECK(origin.hits("/b") == 0);
}
