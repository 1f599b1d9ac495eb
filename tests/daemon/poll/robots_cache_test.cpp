// What sites say in robots.txt, asked for once, whoever asks first: a real store, a real fetcher, a loopback site.
#include "daemon/poll/robots_cache.hpp"

#include "daemon/async/spawn.hpp"
#include "tests/daemon/poll/polling.hpp"

#include <boost/asio/post.hpp>
#include <catch2/catch.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace arna;
using namespace std::chrono_literals;

namespace {

struct Site : PollingWorld {
    std::unique_ptr<Polling> daemon;
    std::unique_ptr<RobotsCache> robots;
    std::vector<RobotsAnswer::Kind> answers;

    Site() {
        origin.on("/robots.txt", reply(200, {}, "User-agent: *\nDisallow: /no/\n"));
        start();
    }

    /// Ends the daemon in good order and starts another one on the same store.
    void start() {
        robots.reset();
        daemon.reset();
        daemon = polling();
        robots = std::make_unique<RobotsCache>(PollServices{.io = daemon->io.get_executor(),
                                                            .pool = daemon->pool.get_executor(),
                                                            .fetcher = daemon->fetcher,
                                                            .store = daemon->store,
                                                            .readers = daemon->readers,
                                                            .clock = clock.clock()});
    }

    /// Begins to ask; run_until() waits for `answers`.
    void begin(const std::string& path) {
        spawn(
            daemon->io.get_executor(),
            [](Site& site, std::string url) -> boost::asio::awaitable<void> {
                site.answers.push_back((co_await site.robots->ask(std::move(url), {})).kind);
            }(*this, origin.url(path)),
            "robots");
    }

    RobotsAnswer::Kind ask(const std::string& path) {
        answers.clear();
        begin(path);
        REQUIRE(daemon->run_until([&] { return !answers.empty(); }));
        return answers.front();
    }
};

using Kind = RobotsAnswer::Kind;

} // namespace

TEST_CASE_METHOD(Site, "after a start the first who asks is told what an earlier run was answered", "[poll][robots]") {
    CHECK(ask("/no/1") == Kind::forbidden);
    start();
    CHECK(ask("/no/1") == Kind::forbidden);
    CHECK(ask("/yes/1") == Kind::allowed);
    CHECK(origin.hits("/robots.txt") == 1);
    clock.advance(24h);
    CHECK(ask("/yes/1") == Kind::allowed);
    CHECK(origin.hits("/robots.txt") == 2);
}

TEST_CASE_METHOD(Site, "many who ask at once cost one request, also right after a start", "[poll][robots]") {
    CHECK(ask("/yes/1") == Kind::allowed);
    start();
    clock.advance(25h);
    answers.clear();
    for (int i = 0; i < 5; ++i) begin(i % 2 == 0 ? "/no/2" : "/yes/2");
    REQUIRE(daemon->run_until([&] { return answers.size() == 5; }));
    CHECK(std::ranges::count(answers, Kind::forbidden) == 3);
    CHECK(origin.hits("/robots.txt") == 2);
}

TEST_CASE_METHOD(Site, "whoever waits for an answer when the program ends is let go", "[poll][robots]") {
    bool is_asked = false;
    origin.on("/robots.txt", [&](const OriginRequest&, int) {
        boost::asio::post(daemon->io, [&] { is_asked = true; });
        return silence();
    });
    begin("/yes/1");
    REQUIRE(daemon->run_until([&] { return is_asked; }));
    for (int i = 0; i < 5; ++i) begin("/yes/2");
    daemon->settle();
    daemon->fetcher.stop();
    CHECK(daemon->run_until([&] { return answers.size() == 6; }));
}
