#include "tests/daemon/store/conformance/store_fixture.hpp"

#include <catch2/catch.hpp>

#include <array>

using namespace arna;
using namespace std::chrono_literals;

namespace {

TokenRecord token(std::uint8_t n, std::string subscriber, std::vector<TagId> tags) {
    TokenRecord made{.subscriber = std::move(subscriber), .tags = std::move(tags), .created = Time(1000s * n)};
    made.hash.fill(n);
    return made;
}

} // namespace

TEST_CASE_METHOD(StoreFixture, "A token comes back as it was given, with an id of its own", "[store][token]") {
    CHECK(reader->tokens().empty());
    auto first = token(1, "Аян", {kk, ru});
    auto second = token(2, "Аян", {ru});
    second.expires = Time(5000s);
    first.id = store->add_token(first);
    second.id = store->add_token(second);
    CHECK(first.id != second.id);
    CHECK(reader->tokens() == std::vector{first, second});
    CHECK_THROWS_AS(store->add_token(second), StoreFailure);
    CHECK(reader->tokens().size() == 2);
}

TEST_CASE_METHOD(StoreFixture, "Tokens are revoked by name or by id, each once", "[store][token]") {
    const auto first = store->add_token(token(1, "Аян", {kk}));
    store->add_token(token(2, "Аян", {kk}));
    const auto third = store->add_token(token(3, "Дана", {kk}));
    CHECK(store->revoke_token(first, Time(9s)) == 1);
    CHECK(store->revoke_token(first, Time(10s)) == 0);
    CHECK(store->revoke_tokens("Аян", Time(11s)) == 1);
    CHECK(store->revoke_tokens("Аян", Time(12s)) == 0);
    CHECK(store->revoke_tokens("nobody", Time(12s)) == 0);
    CHECK(store->revoke_token(TokenId{99}, Time(12s)) == 0);
    const auto tokens = reader->tokens();
    CHECK(tokens.at(0).revoked == Time(9s));
    CHECK(tokens.at(1).revoked == Time(11s));
    CHECK_FALSE(tokens.at(2).revoked);
    CHECK(store->add_token(token(4, "Аян", {kk})) > third);
}

TEST_CASE_METHOD(StoreFixture, "The last day of use never goes back", "[store][token]") {
    const auto id = store->add_token(token(1, "Аян", {kk}));
    const std::chrono::sys_days day{std::chrono::days(20'000)};
    for (const auto& [noted, kept] : {std::pair(0, 0), std::pair(-3, 0), std::pair(1, 1)}) {
        const std::array use{std::pair(id, day + std::chrono::days(noted))};
        store->note_used(use);
        CHECK(reader->tokens().at(0).used == day + std::chrono::days(kept));
    }
}

TEST_CASE_METHOD(StoreFixture, "A setting is what it was last set to", "[store][setting]") {
    CHECK_FALSE(reader->setting(authority_setting));
    store->set_setting(authority_setting, "feeds.example.kz");
    CHECK(reader->setting(authority_setting) == "feeds.example.kz");
    store->set_setting(authority_setting, "b.kz");
    CHECK(reader->setting(authority_setting) == "b.kz");
    CHECK_FALSE(reader->setting("other"));
}
