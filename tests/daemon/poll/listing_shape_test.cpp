#include "daemon/poll/listing_shape.hpp"

#include <catch2/catch.hpp>

using namespace arna;

namespace {

constexpr ListingShape usual() {
    return {.path = "", .items = 18, .titles = 18, .dates = 17, .pictures = 17, .summaries = 3};
}

} // namespace

TEST_CASE("the shape of a listing is kept as a text and read back", "[poll][listing]") {
    auto shape = usual();
    shape.path = "links body/main/div/a path=x";
    CHECK(parse_listing_shape(text_of(shape)) == shape);
    CHECK(parse_listing_shape("") == ListingShape{});
    CHECK(parse_listing_shape("of a later version").path.empty());
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
