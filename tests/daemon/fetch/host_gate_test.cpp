#include "daemon/fetch/host/host_gate.hpp"

#include "tests/daemon/fetch/visit.hpp"
#include "tests/support/crowd.hpp"
#include "tests/support/origin.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace arna;
using namespace std::chrono_literals;

namespace {

/// A gate with a clock that the test sets; what it calls is noted.
struct World {
    explicit World(HostSlots::Options options = {}, AddressGuard its_guard = {})
        : guard(std::move(its_guard)), gate(io.get_executor(), options, guard, [this] { return now; }) {}

    /// Queues somebody and forgets neither him nor his turn.
    void add(const std::string& url, HostGate::Manner manner = {}) {
        const auto number = called.size();
        called.emplace_back("waits");
        turns.emplace_back();
        places.push_back(gate.queue(url, manner, [this, number](HostGate::Admission admission) {
            called[number] = admission ? "goes" : std::to_string(admission.error().held.count());
            if (admission) turns[number] = std::move(*admission);
        }));
    }
    std::vector<std::string> settled() {
        io.restart();
        io.poll();
        return called;
    }

    boost::asio::io_context io;
    AddressGuard guard;
    HostSlots::Time now{1000h};
    HostGate gate;
    std::vector<std::string> called;
    std::vector<HostGate::Turn> turns;
    std::vector<HostGate::Place> places;
};

using Calls = std::vector<std::string>;

} // namespace

TEST_CASE("however it is spelt, one host is one host", "[fetch][gate]") {
    for (const auto* url :
         {"http://a.example/x", "http://a.example:80/", "https://A.Example", "https://a.example:443/x",
          "http://me:pass@a.example/", "http://a.example./", "http://a.example:080/"}) {
        CAPTURE(url);
        CHECK(host_key(url) == "a.example");
    }
    CHECK(host_key("http://a.example:8080/") == "a.example:8080");
    CHECK(host_key("http://қаз.example/") == "xn--80ao21a.example");
    CHECK(host_key("http://[::1]:8080/") == "[::1]:8080");
}

TEST_CASE("nobody is called before queue() returns, and who leaves is not called", "[fetch][gate]") {
    World world;
    world.add("http://a.example/");
    world.add("http://a.example/");
    CHECK(world.called == Calls{"waits", "waits"});
    world.places[1] = {};
    CHECK(world.settled() == Calls{"goes", "waits"});
}

TEST_CASE("hosts of one registrable domain share four times what a host has, those of a platform do not",
          "[fetch][gate]") {
    World world({.per_host = 1, .per_site = 4});
    for (int i = 0; i < 6; ++i) world.add("http://h" + std::to_string(i) + ".news.example.kz/");
    CHECK(world.settled() == Calls{"goes", "goes", "goes", "goes", "waits", "waits"});
    world.turns[0] = {};
    CHECK(world.settled()[4] == "goes");

    World blogs({.per_host = 1, .per_site = 4});
    for (int i = 0; i < 6; ++i) blogs.add("http://h" + std::to_string(i) + ".blogspot.com/");
    CHECK(blogs.settled() == Calls(6, "goes"));
}

TEST_CASE("a host that asks to be left alone is, by all but those who are urged", "[fetch][gate]") {
    World world({.per_host = 1});
    world.add("http://a.example/");
    world.add("http://a.example/2");
    world.add("http://a.example/3", {.is_urged = true});
    world.add("http://b.example/");
    world.settled();
    world.gate.hold("http://a.example/", 60s);
    world.turns[0] = {};
    CHECK(world.settled() == Calls{"goes", "60000", "goes", "goes"});
    world.turns[2] = {};
    world.now += 59s;
    world.add("http://a.example:80/");
    CHECK(world.settled()[4] == "1000");
    world.now += 1s;
    world.add("http://a.example/");
    CHECK(world.settled()[5] == "goes");
}

TEST_CASE("the operator's own addresses are not spaced", "[fetch][gate]") {
    World world({.spacing = 100ms}, AddressGuard({parse_network("127.0.0.0/8").value()}));
    for (const auto* url : {"http://a.example/", "http://a.example/", "http://127.0.0.1/", "http://127.0.0.1/",
                            "http://localhost/", "http://localhost/"})
        world.add(url);
    CHECK(world.settled() == Calls{"goes", "waits", "goes", "goes", "goes", "goes"});
    world.now += 100ms;
    CHECK(world.io.run_one_for(10s) == 1); // the timer
    CHECK(world.called[1] == "goes");
}

TEST_CASE("a gate that closes refuses those who wait and those who come", "[fetch][gate]") {
    World world({.per_host = 1});
    world.add("http://a.example/");
    world.add("http://a.example/");
    world.settled();
    world.gate.stop();
    world.add("http://b.example/");
    CHECK(world.settled() == Calls{"goes", "0", "0"});
}

TEST_CASE("turns and places may outlive the gate", "[fetch][gate]") {
    boost::asio::io_context io;
    const AddressGuard guard;
    std::vector<HostGate::Turn> turns;
    std::vector<HostGate::Place> places;
    {
        HostGate gate(io.get_executor(), {.per_host = 1}, guard, [] { return HostSlots::Time(1000h); });
        for (int i = 0; i < 2; ++i)
            places.push_back(gate.queue("http://a.example/", {}, [&](HostGate::Admission admission) {
                if (admission) turns.push_back(std::move(*admission));
            }));
        io.poll();
    }
    REQUIRE(turns.size() == 1);
    CHECK(turns[0]);
}

TEST_CASE("requests to one host go two at a time, those to another pass them", "[fetch][gate]") {
    Crowd crowd(reply(200, {}, "x"));
    Origin busy, other;
    busy.on("*", crowd.handler());
    other.on("*", reply(200, {}, "x"));
    auto options = loopback_options();
    options.concurrency = 8;
    FetchWorld world(options);
    int busy_before_other = 0, ended = 0;
    for (int i = 0; i < 20; ++i)
        world.start({.url = busy.url("/feed")}, [&](const Result<Response>& result) {
            CHECK(result);
            ++ended;
        });
    world.start({.url = other.url("/feed")}, [&](const Result<Response>&) { busy_before_other = ended; });
    world.io.run();
    CHECK(ended == 20);
    CHECK(crowd.most() == 2);
    CHECK(busy_before_other < 10);
}

TEST_CASE("a redirect waits for its turn at the host it leads to, without holding a slot or its time",
          "[fetch][gate]") {
    Origin busy, origin;
    busy.on("/hang", silence());
    busy.on("/end", reply(200, {}, "end"));
    origin.on("/in", redirect(302, busy.url("/end")));
    origin.on("/free", reply(200, {}, "x"));
    auto options = loopback_options();
    options.concurrency = 3;
    options.timeout = 2s;
    FetchWorld world(options);
    std::optional<Result<Response>> redirected, free;
    for (int i = 0; i < 2; ++i) world.start({.url = busy.url("/hang")}, [](const Result<Response>&) {});
    world.start({.url = origin.url("/in")}, [&](Result<Response> result) {
        redirected = std::move(result);
        CHECK(redirected->value().took < 2s); // it waited as long for the hanging ones
    });
    world.start({.url = origin.url("/free")}, [&](Result<Response> result) {
        free = std::move(result);
        CHECK_FALSE(redirected);
    });
    world.io.run();
    REQUIRE(free);
    CHECK(*free);
    REQUIRE(redirected);
    REQUIRE(*redirected);
    CHECK((*redirected)->body == "end");
}

TEST_CASE("who is told to stay away stays away from the whole host, also by way of a redirect", "[fetch][gate]") {
    Origin origin, other;
    origin.on("/busy", reply(429, {{"Retry-After", "9999999999999999999"}}));
    origin.on("/feed", reply(200, {}, "x"));
    other.on("/in", redirect(302, origin.url("/feed")));
    FetchWorld world;
    CHECK(visit(world, {.url = origin.url("/busy")}).value().status == 429);
    for (const auto& url : {origin.url("/feed"), other.url("/in")}) {
        const auto refused = visit(world, {.url = url});
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == Errc::unavailable);
        CHECK(refused.error().message == "host asked to be left alone for another 3600 s");
    }
    CHECK(origin.hits("/feed") == 0);
    CHECK(visit(world, {.url = origin.url("/feed"), .manner = {.is_urged = true}}).value().status == 200);
}
