#include "tests/daemon/store/store_fixture.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;

TEST_CASE_METHOD(StoreFixture, "What is ingested comes back as it was", "[store]") {
    auto full = item(1, "long text " + std::string(5'000, 'x'));
    full.entry.summary = Sanitizer::trusted("<b>lead</b>");
    full.entry.id_is_permalink = true;
    full.entry.lang = "kk";
    full.entry.authors = {
        {.name = "А", .email = "a@zakon.kz", .uri = "https://zakon.kz/a", .avatar = "https://zakon.kz/a.png"}};
    full.entry.contributors = {{.name = "Б"}, {.name = "В"}};
    full.entry.categories = {{.term = "Қоғам", .scheme = "yandex:genre", .label = "Q", .is_section = true},
                             {.term = "x"}};
    full.entry.hashtags = {"Референдум", ""};
    full.entry.enclosures = {{.url = "https://zakon.kz/a.mp3", .type = "audio/mpeg", .length = 1ULL << 63}};
    full.entry.picture = {.url = "https://zakon.kz/p.jpg",
                          .type = "image/jpeg",
                          .alt = "a",
                          .credit = "Zakon.kz",
                          .width = 0,
                          .height = 480};
    full.entry.rights = "©";
    full.entry.comments = "https://zakon.kz/1#c";
    full.entry.via = "https://elsewhere.kz/1";
    full.entry.provenance = {.id = "i", .title = "t", .link = "l", .self = "s"};
    full.entry.updated = Time(-1ms);
    poll(one, {full}, {kk});

    const auto page = reader->live(kk, 10);
    REQUIRE(page.entries.size() == 1);
    const auto& article = page.entries[0];
    CHECK(article.entry == full.entry);
    CHECK(article.entry_id == address(1));
    CHECK(article.position == 1);
    CHECK(article.revision == 1);
    CHECK(article.reason == "because");
    CHECK(article.source.name == "one");
    CHECK(article.source.facts.title == "Zakon");
    CHECK(article.also_in.empty());
    CHECK(page.state.position == 1);
    CHECK(page.state.changed == noon);
}

TEST_CASE_METHOD(StoreFixture, "Telling the same again changes nothing", "[store]") {
    poll(one, {item(1)}, {kk});
    const auto before = reader->live(kk, 10);
    const auto again = poll(one, {item(1)}, {kk}, noon + 1h);
    CHECK(again.added + again.revised + again.appeared == 0);
    CHECK(again.changed_tags.empty());
    CHECK(again.changed_sources.empty());
    const auto after = reader->live(kk, 10);
    CHECK(after.state == before.state);
    CHECK(after.entries == before.entries);
}

TEST_CASE_METHOD(StoreFixture, "Only what a reader would see is a revision, and only the owner makes one", "[store]") {
    poll(one, {item(1, "first")}, {kk});
    const auto revised = poll(one, {item(1, "second")}, {kk}, noon + 1h);
    CHECK(revised.revised == 1);
    CHECK(revised.changed_tags == std::vector{kk});
    auto article = reader->live(kk, 10).entries.at(0);
    CHECK(article.entry.content.str() == "<p>second</p>");
    CHECK(article.revision == 2);
    CHECK(article.published == noon);
    CHECK(article.updated == noon + 1h);
    CHECK(article.position == 1);

    const auto appeared = poll(two, {item(1, "third")}, {}, noon + 2h);
    CHECK(appeared.appeared == 1);
    CHECK(appeared.revised == 0);
    CHECK(appeared.changed_tags == std::vector{kk});
    article = reader->live(kk, 10).entries.at(0);
    CHECK(article.entry.content.str() == "<p>second</p>");
    CHECK(article.updated == noon + 1h);
    REQUIRE(article.also_in.size() == 1);
    CHECK(article.also_in[0].name == "two");
    CHECK(reader->tag_state(kk).changed == noon + 1h);
    CHECK(reader->tag_state(kk).version == 3);
}
