#include "daemon/fetch/host/host_slots.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <random>
#include <vector>

using namespace arna;
using namespace std::chrono_literals;

namespace {

using Tickets = std::vector<HostSlots::Ticket>;

/// Slots at a moment that the test sets; hosts are sites of their own unless they are told otherwise.
struct World {
    explicit World(HostSlots::Options options) : slots(options) {}

    HostSlots::Ticket add(const std::string& host, bool is_doubtful = false) {
        return slots.add(host, {.site = host}, is_doubtful, now);
    }
    HostSlots::Ticket add_to_site(const std::string& host, const std::string& site) {
        return slots.add(host, {.site = site}, false, now);
    }
    Tickets take_all() {
        Tickets taken;
        while (const auto ticket = slots.next(now)) taken.push_back(*ticket);
        return taken;
    }
    void leave(HostSlots::Ticket ticket) { slots.leave(ticket, now); }

    HostSlots slots;
    HostSlots::Time now{1000h};
};

} // namespace

TEST_CASE("visitors go in the order of arrival while there are slots", "[fetch][slots]") {
    World world({.concurrency = 2});
    for (const auto* host : {"a", "b", "c", "d"}) world.add(host);
    CHECK(world.take_all() == Tickets{1, 2});
    world.leave(2);
    CHECK(world.take_all() == Tickets{3});
    CHECK(world.slots.taken() == 2);
}

TEST_CASE("a host that is full holds up its own visitors alone, and they keep their place", "[fetch][slots]") {
    World world({.concurrency = 10, .per_host = 1});
    for (const auto* host : {"a", "a", "a", "b"}) world.add(host);
    CHECK(world.take_all() == Tickets{1, 4});
    world.add("c");
    world.leave(1);
    CHECK(world.take_all() == Tickets{2, 5});
}

TEST_CASE("a request that is over frees its host though the visit goes on", "[fetch][slots]") {
    World world({.concurrency = 2, .per_host = 1});
    for (const auto* host : {"a", "a", "a"}) world.add(host);
    CHECK(world.take_all() == Tickets{1});
    world.slots.leave_host(1, world.now);
    CHECK(world.take_all() == Tickets{2});
    world.slots.leave_host(2, world.now);
    CHECK(world.take_all().empty()); // both slots of the whole are taken
    world.leave(1);
    CHECK(world.take_all() == Tickets{3});
}

TEST_CASE("hosts of one site share its slots, and others pass them", "[fetch][slots]") {
    World world({.concurrency = 10, .per_host = 2, .per_site = 3});
    for (const auto* host : {"a.s", "a.s", "b.s", "b.s", "c.s"}) world.add_to_site(host, "s");
    world.add("other");
    CHECK(world.take_all() == Tickets{1, 2, 3, 6});
    world.leave(1);
    CHECK(world.take_all() == Tickets{4});
    world.leave(3);
    world.leave(4);
    CHECK(world.take_all() == Tickets{5});
}

TEST_CASE("a site's free slot goes to the next host when the first in line gives up", "[fetch][slots]") {
    World world({.concurrency = 10, .per_host = 1, .per_site = 1});
    for (const auto* host : {"a.s", "b.s", "c.s"}) world.add_to_site(host, "s");
    CHECK(world.take_all() == Tickets{1});
    world.leave(1);
    world.leave(2); // before it was called
    CHECK(world.take_all() == Tickets{3});
}

TEST_CASE("requests to one host begin apart, those to others do not wait", "[fetch][slots]") {
    World world({.concurrency = 10, .per_host = 2, .spacing = 100ms});
    for (const auto* host : {"a", "a", "b"}) world.add(host);
    CHECK(world.take_all() == Tickets{1, 3});
    CHECK(world.slots.next_look() == world.now + 100ms);
    world.now += 99ms;
    CHECK(world.take_all().empty());
    world.now += 1ms;
    CHECK(world.take_all() == Tickets{2});

    world.slots.add("own", {.site = "own", .is_unhurried = false}, false, world.now);
    world.slots.add("own", {}, false, world.now);
    CHECK(world.take_all() == Tickets{4, 5});
}

TEST_CASE("a hold lasts until its end, which only moves away", "[fetch][slots]") {
    World world({});
    for (const auto* host : {"a", "a", "b", "a"}) world.add(host);
    CHECK(world.take_all() == Tickets{1, 2, 3});
    CHECK(world.slots.waiting_for("a") == Tickets{4});
    world.slots.hold("a", world.now + 60s, world.now);
    world.slots.hold("a", world.now + 30s, world.now);
    CHECK(world.slots.held_until("a", world.now) == world.now + 60s);
    CHECK_FALSE(world.slots.held_until("b", world.now));
    for (const HostSlots::Ticket ticket : {1, 2, 3, 4}) world.leave(ticket);
    world.now += 59s;
    CHECK(world.slots.held_until("a", world.now));
    world.now += 1s;
    CHECK_FALSE(world.slots.held_until("a", world.now));
    CHECK_FALSE(world.slots.next(world.now));
    CHECK(world.slots.known_hosts() == 0);
}

TEST_CASE("doubtful visitors have half of the slots at most, one at least", "[fetch][slots]") {
    World world({.concurrency = 4, .per_host = 10, .per_site = 10});
    for (int i = 0; i < 6; ++i) world.add("a", true);
    CHECK(world.take_all() == Tickets{1, 2});
    for (int i = 0; i < 3; ++i) world.add("a");
    CHECK(world.take_all() == Tickets{7, 8});
    world.leave(1);
    CHECK(world.take_all() == Tickets{3});

    World one({.concurrency = 1});
    one.add("a", true);
    CHECK(one.take_all() == Tickets{1});
}

TEST_CASE("who is patient lets everybody go before, also those that come later", "[fetch][slots]") {
    World world({.concurrency = 10, .per_host = 1});
    const auto patient = world.slots.add("a", {.site = "a"}, false, world.now, 0, true);
    CHECK(world.take_all() == Tickets{patient}); // nobody else is there
    const auto next = world.slots.add("a", {.site = "a"}, false, world.now, 0, true);
    const auto later = world.add("a");
    world.leave(patient);
    CHECK(world.take_all() == Tickets{later});
    world.leave(later);
    CHECK(world.take_all() == Tickets{next});
}

TEST_CASE("a visitor that goes on to another host keeps its place in the order", "[fetch][slots]") {
    World world({.concurrency = 1});
    for (const auto* host : {"a", "b", "b"}) world.add(host);
    CHECK(world.take_all() == Tickets{1});
    world.leave(1);
    world.slots.add("b", {.site = "b"}, false, world.now, 1);
    CHECK(world.take_all() == Tickets{1});
}

TEST_CASE("whatever comes and goes, limits hold, nobody is forgotten, and nothing is kept of it", "[fetch][slots]") {
    const HostSlots::Options options{.concurrency = 8, .per_host = 2, .per_site = 3, .spacing = 1ms};
    World world(options);
    std::mt19937 random(GENERATE(1u, 2u, 3u));
    std::map<HostSlots::Ticket, std::pair<int, int>> where; // site, host
    std::vector<HostSlots::Ticket> inside, waiting;
    std::size_t added = 0, ended = 0;
    while (ended < 20'000) {
        if (added < 20'000 && random() % 2 == 0) {
            const int site = random() % 10 < 7 ? 0 : static_cast<int>(random() % 5),
                      host = static_cast<int>(random() % 4);
            const auto ticket = world.slots.add(std::to_string(site) + "." + std::to_string(host),
                                                {.site = std::to_string(site)}, random() % 3 == 0, world.now);
            where[ticket] = {site, host};
            waiting.push_back(ticket);
            ++added;
        }
        if (random() % 4 == 0) world.now += 1ms;
        for (const auto ticket : world.take_all()) {
            inside.push_back(ticket);
            std::erase(waiting, ticket);
        }
        std::map<int, std::size_t> per_site;
        std::map<std::pair<int, int>, std::size_t> per_host;
        for (const auto ticket : inside) ++per_site[where[ticket].first], ++per_host[where[ticket]];
        REQUIRE(inside.size() <= options.concurrency);
        for (const auto& [site, count] : per_site) REQUIRE(count <= options.per_site);
        for (const auto& [host, count] : per_host) REQUIRE(count <= options.per_host);
        auto& from = !waiting.empty() && random() % 10 == 0 ? waiting : inside;
        if (from.empty()) {
            REQUIRE((added < 20'000 || !waiting.empty()));
            world.now += 1ms;
            continue;
        }
        const auto leaving = from[random() % from.size()];
        std::erase(from, leaving);
        world.leave(leaving);
        ++ended;
    }
    world.now += 1s;
    CHECK_FALSE(world.slots.next(world.now));
    CHECK(world.slots.known_hosts() == 0);
    CHECK_FALSE(world.slots.has_waiting());
    CHECK(world.slots.taken() == 0);
}
