#include "daemon/poll/listing_shape.hpp"

#include <catch2/catch.hpp>

using namespace arna;

namespace {

constexpr ListingShape usual() {
    return {.path = "", .items = 18, .titles = 18, .dates = 17, .pictures = 17, .summaries = 3};
}

} // namespace

TEST_CASE("what the last visits to a listing found is kept as a text and read back", "[poll][listing]") {
    ListingHistory history;
    CHECK(history.knows("anything"));
    CHECK(history.usual("anything") == ListingShape{});
    auto shape = usual();
    shape.path = "links body/main/div/a path=x";
    history.add(shape);
    const ListingHistory again(history.text());
    CHECK(again.usual(shape.path) == shape);
    CHECK(again.knows(shape.path));
    CHECK_FALSE(again.knows("article"));
    CHECK(ListingHistory("of a later version").knows("anything"));
}

TEST_CASE("a page that shows two layouts in turns is known in both", "[poll][listing]") {
    ListingHistory history;
    for (int visit = 0; visit < 20; ++visit) {
        auto shape = usual();
        shape.path = visit % 2 == 0 ? "a" : "b";
        shape.items = visit % 2 == 0 ? 18 : 6;
        history.add(shape);
    }
    CHECK(history.knows("a"));
    CHECK(history.knows("b"));
    CHECK(history.usual("a").items == 18);
    CHECK(history.usual("b").items == 6);
    CHECK(history.text().size() < 1000);
}

TEST_CASE("one poor visit is not what is usual, many are", "[poll][listing]") {
    ListingHistory history;
    const auto visit = [&](std::size_t items) {
        auto shape = usual();
        shape.path = "a";
        shape.items = items;
        history.add(shape);
    };
    for (int i = 0; i < 6; ++i) visit(18);
    visit(2);
    CHECK(history.usual("a").items == 18);
    for (int i = 0; i < 5; ++i) visit(2);
    CHECK(history.usual("a").items == 2);
}

TEST_CASE("a page that yields under half, or lacks what nearly all items had, is told", "[poll][listing]") {
    auto now = usual();
    CHECK(what_lacks(usual(), now).empty());
    now.items = now.titles = now.dates = now.pictures = 9;
    CHECK(what_lacks(usual(), now).empty());
    now.items = 8;
    CHECK(what_lacks(usual(), now) == std::vector<std::string>{"8 items, usually 18"});
    now = usual();
    now.dates = 0;
    now.summaries = 0; // few had one
    CHECK(what_lacks(usual(), now) == std::vector<std::string>{"no dates, which 17 of 18 had"});
    CHECK(what_lacks({}, now).empty());
}
