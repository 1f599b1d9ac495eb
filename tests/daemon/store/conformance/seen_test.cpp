#include "tests/daemon/store/conformance/store_fixture.hpp"

#include <catch2/catch.hpp>

using namespace arna;

namespace {

/// The n-th item of a document, and what it is known by.
SeenItem seen(int n) { return {.raw_hash = 0xfedcba9876543210u + static_cast<unsigned>(n), .ident = ident(n)}; }

struct Documents : StoreFixture {
    /// A poll whose document held these items, the first of them new.
    void poll_document(SourceId source, const std::vector<int>& news, const std::vector<int>& all) {
        PollRecord record{.source = source, .poll = {.tried = noon}, .facts = FeedFacts{.title = "Zakon"}};
        for (const int n : news) record.items.push_back({.item = item(n)});
        for (const int n : all) record.seen.push_back(seen(n));
        store->ingest(std::span(&record, 1), noon);
    }

    [[nodiscard]] bool knows(SourceId source, int n) const {
        const auto items = reader->seen(source);
        const auto* found = items.find(seen(n).raw_hash);
        return found != nullptr && *found == ident(n);
    }
};

} // namespace

TEST_CASE_METHOD(Documents, "The items of a source's last document are known, also after a restart", "[store][seen]") {
    CHECK(reader->seen(one).empty());
    poll_document(one, {1, 2}, {1, 2});
    poll_document(one, {3}, {2, 3});
    open();
    CHECK_FALSE(knows(one, 1));
    CHECK(knows(one, 2));
    CHECK(knows(one, 3));
    CHECK(reader->seen(two).empty());
}

TEST_CASE_METHOD(Documents, "An item that another source owns is read each time, for its owner may go",
                 "[store][seen]") {
    poll_document(one, {1}, {1});
    poll_document(two, {1, 2}, {1, 2});
    CHECK(knows(one, 1));
    CHECK_FALSE(knows(two, 1));
    CHECK(knows(two, 2));
}

TEST_CASE_METHOD(Documents, "A source that left, moved or is gone has everything read again", "[store][seen]") {
    poll_document(one, {1}, {1});
    REQUIRE(knows(one, 1));
    SECTION("left") {
        configure({"two"}, {});
        configure({"one", "two"}, {});
    }
    SECTION("moved") {
        const SourceSetup moved{.name = "one", .site = "zakon.kz", .url = "https://zakon.kz/new.xml"};
        store->sync_sources(std::span(&moved, 1), noon);
    }
    SECTION("gone") {
        const std::pair gone(one, PollState{.status = 410, .is_disabled = true});
        store->record(std::span(&gone, 1));
    }
    CHECK_FALSE(knows(one, 1));
}
