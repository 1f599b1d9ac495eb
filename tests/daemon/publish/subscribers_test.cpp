#include "daemon/publish/subscribers.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <chrono>
#include <set>

using namespace arna;
using namespace std::chrono_literals;

namespace {

constexpr Time today = std::chrono::sys_days(std::chrono::year(2026) / 2 / 23) + 5h;

TokenRecord record(std::int64_t id, std::string_view token, TagId tag) {
    return {.id = TokenId{id}, .hash = hash_token(token), .subscriber = "x", .tags = {tag}};
}

} // namespace

TEST_CASE("A token is 32 characters that nobody can foretell", "[publish][tokens]") {
    std::set<std::string> made;
    for (int i = 0; i < 100; ++i) {
        const auto token = make_token();
        CHECK(token.size() == 32);
        CHECK(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
              std::string::npos);
        made.insert(token);
    }
    CHECK(made.size() == 100);
}

TEST_CASE("A token opens its own tags until it expires or is revoked", "[publish][tokens]") {
    Subscribers subscribers;
    auto expiring = record(2, "expiring", TagId{1});
    expiring.expires = today + 1h;
    auto revoked = record(3, "revoked", TagId{1});
    revoked.revoked = today - 1h;
    subscribers.load({record(1, "good", TagId{1}), expiring, revoked});
    CHECK(subscribers.admit("good", TagId{1}, today) == Admission::ok);
    CHECK(subscribers.admit("good", TagId{2}, today) == Admission::unknown);
    CHECK(subscribers.admit("good", TagId{}, today) == Admission::unknown);
    CHECK(subscribers.admit("", TagId{1}, today) == Admission::unknown);
    CHECK(subscribers.admit(std::string(10'000, 'a'), TagId{1}, today) == Admission::unknown);
    CHECK(subscribers.admit("expiring", TagId{1}, today) == Admission::ok);
    CHECK(subscribers.admit("expiring", TagId{1}, today + 1h) == Admission::expired);
    CHECK(subscribers.admit("revoked", TagId{1}, today) == Admission::revoked);
    CHECK(subscribers.counters(today).tokens == 2);
    CHECK(subscribers.counters(today + 1h).tokens == 1);
    CHECK(subscribers.counters(today).requests == std::array<std::uint64_t, 4>{2, 4, 1, 1});
}

TEST_CASE("The use of a token is told once a day, UTC", "[publish][tokens]") {
    std::vector<std::chrono::sys_days> told;
    Subscribers subscribers([&](TokenId, std::chrono::sys_days day) { told.push_back(day); });
    subscribers.load({record(1, "good", TagId{1})});
    for (const Time now : {today, today + 1h, today + 18h, today + 19h, today + 20h})
        CHECK(subscribers.admit("good", TagId{1}, now) == Admission::ok);
    CHECK(subscribers.admit("bad", TagId{1}, today + 80h) == Admission::unknown);
    const auto day = std::chrono::floor<std::chrono::days>(today);
    CHECK(told == std::vector{day, day + std::chrono::days(1)});
}

TEST_CASE("Ten thousand tokens are told apart", "[publish][tokens]") {
    std::vector<TokenRecord> records;
    for (int i = 0; i < 10'000; ++i) records.push_back(record(i + 1, fmt::format("token {}", i), TagId{i}));
    Subscribers subscribers;
    subscribers.load(std::move(records));
    std::size_t open = 0;
    for (int i = 0; i < 10'000; ++i) {
        open += subscribers.admit(fmt::format("token {}", i), TagId{i}, today) == Admission::ok ? 1 : 0;
        open += subscribers.admit(fmt::format("token {}", i + 1), TagId{i}, today) == Admission::ok ? 100'000 : 0;
    }
    CHECK(open == 10'000);
}
