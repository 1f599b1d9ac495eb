#include "tests/daemon/store/conformance/store_fixture.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;

TEST_CASE_METHOD(StoreFixture, "What an article has said is told with the time at which it came", "[store][revision]") {
    poll(one, {item(1, "a")}, {kk});
    poll(one, {item(1, "b")}, {kk}, noon + 1h);
    poll(one, {item(1, "a")}, {kk}, noon + 2h); // back to the first text: a revision too
    const auto texts = reader->texts(reader->find(address(1)).at(0).id);
    REQUIRE(texts.size() == 3);
    CHECK(texts[0].revision == 1);
    CHECK(texts[0].told == noon);
    CHECK(texts[1].told == noon + 1h);
    CHECK(texts[1].entry.content.str() == "<p>b</p>");
    CHECK(texts[2].revision == 3);
    CHECK(texts[2].told == noon + 2h);
}

TEST_CASE_METHOD(StoreFixture, "The first text and the last 20 before the present one are kept, with their times",
                 "[store][revision]") {
    for (int n = 0; n < 30; ++n) poll(one, {item(1, std::to_string(n))}, {kk}, noon + n * 1h);
    const auto texts = reader->texts(reader->find(address(1)).at(0).id);
    REQUIRE(texts.size() == 22);
    CHECK(texts[0].revision == 1);
    for (std::size_t i = 1; i < texts.size(); ++i) {
        CHECK(texts[i].revision == static_cast<int>(i) + 9);
        CHECK(texts[i].told == noon + (texts[i].revision - 1) * 1h);
    }
}

TEST_CASE_METHOD(StoreFixture, "Other markup of the same words is taken over without being a revision",
                 "[store][revision]") {
    auto told = item(1, "words");
    told.exact_hash = 1;
    poll(one, {told}, {kk});
    const auto before = reader->tag_state(kk);
    told.entry.content = Sanitizer::trusted("<div><p>words</p></div>");
    told.exact_hash = 2;
    CHECK(poll(one, {told}, {kk}, noon + 1h).revised == 0);
    const auto page = reader->live(kk, 10);
    CHECK(page.entries.at(0).entry.content.str() == "<div><p>words</p></div>");
    CHECK(page.entries.at(0).updated == noon);
    CHECK(page.entries.at(0).revision == 1);
    CHECK(page.state.changed == before.changed);
    CHECK(page.state.version == before.version + 1);
    CHECK(poll(one, {told}, {kk}, noon + 2h).changed_tags.empty());
}
