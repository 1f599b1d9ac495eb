#include "daemon/poll/slots.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace arna;

namespace {

std::vector<Slots::Visitor> take_all(Slots& slots) {
    std::vector<Slots::Visitor> taken;
    while (auto visitor = slots.next()) taken.push_back(std::move(*visitor));
    return taken;
}

std::vector<std::uint64_t> ids(const std::vector<Slots::Visitor>& visitors) {
    std::vector<std::uint64_t> all;
    for (const auto& visitor : visitors) all.push_back(visitor.id);
    return all;
}

using Ids = std::vector<std::uint64_t>;

} // namespace

TEST_CASE("visitors go in the order of arrival while there are slots", "[poll][slots]") {
    Slots slots(2, 2);
    for (std::uint64_t id = 1; id <= 4; ++id) slots.add({.id = id, .host = "host" + std::to_string(id)});
    const auto first = take_all(slots);
    CHECK(ids(first) == Ids{1, 2});
    slots.release(first[1]);
    CHECK(ids(take_all(slots)) == Ids{3});
    CHECK(slots.taken() == 2);
}

TEST_CASE("a host that is full holds up its own visitors alone, and they keep their place", "[poll][slots]") {
    Slots slots(10, 1);
    slots.add({.id = 1, .host = "a"});
    slots.add({.id = 2, .host = "a"});
    slots.add({.id = 3, .host = "a"});
    slots.add({.id = 4, .host = "b"});
    const auto first = take_all(slots);
    CHECK(ids(first) == Ids{1, 4});
    slots.add({.id = 5, .host = "c"});
    slots.release(first[0]);
    CHECK(ids(take_all(slots)) == Ids{2, 5});
}

TEST_CASE("doubtful sources have half of the slots at most, one at least", "[poll][slots]") {
    Slots slots(4, 10);
    for (std::uint64_t id = 1; id <= 6; ++id) slots.add({.id = id, .host = "a", .is_doubtful = true});
    const auto doubtful = take_all(slots);
    CHECK(ids(doubtful) == Ids{1, 2});
    slots.add({.id = 10, .host = "a"});
    slots.add({.id = 11, .host = "a"});
    slots.add({.id = 12, .host = "a"});
    CHECK(ids(take_all(slots)) == Ids{10, 11});
    slots.release(doubtful[0]);
    CHECK(ids(take_all(slots)) == Ids{3});

    Slots one(1, 1);
    one.add({.id = 1, .host = "a", .is_doubtful = true});
    CHECK(ids(take_all(one)) == Ids{1});
}

TEST_CASE("clear forgets who waits and keeps count of who is on the way", "[poll][slots]") {
    Slots slots(2, 1);
    for (std::uint64_t id = 1; id <= 5; ++id) slots.add({.id = id, .host = id < 3 ? "a" : "b"});
    const auto taken = take_all(slots);
    slots.clear();
    CHECK(slots.taken() == 2);
    for (const auto& visitor : taken) slots.release(visitor);
    CHECK(slots.taken() == 0);
    CHECK_FALSE(slots.next());
}

TEST_CASE("many visitors to few hosts all get their turn", "[poll][slots]") {
    Slots slots(8, 2);
    for (std::uint64_t id = 0; id < 10'000; ++id)
        slots.add({.id = id, .host = id % 10 < 9 ? "big" : "h" + std::to_string(id % 7)});
    std::size_t visited = 0;
    for (auto under_way = take_all(slots); !under_way.empty();) {
        CHECK(slots.taken() <= 8);
        ++visited;
        slots.release(under_way.back());
        under_way.pop_back();
        for (auto& visitor : take_all(slots)) under_way.push_back(std::move(visitor));
    }
    CHECK(visited == 10'000);
}
