#include "tests/daemon/store/conformance/store_fixture.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <set>

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

TEST_CASE_METHOD(StoreFixture, "A source that tells an article first owns it, whoever tells it later", "[store]") {
    poll(two, {item(1)}, {kk});
    poll(one, {item(1)}, {});
    const auto page = reader->of_source(one, 10);
    REQUIRE(page.entries.size() == 1);
    CHECK(page.entries[0].source.name == "two");
    CHECK(page.entries[0].also_in.at(0).name == "one");
    CHECK(poll(one, {item(1)}, {}, noon + 1h).appeared == 0);
}

TEST_CASE_METHOD(StoreFixture, "Another source's item gains tags for its article and loses none", "[store]") {
    poll(one, {item(1)}, {kk});
    poll(two, {item(1)}, {});
    CHECK(live(kk).size() == 1);
    poll(two, {item(1)}, {ru});
    CHECK(live(kk).size() == 1);
    CHECK(live(ru).size() == 1);
}

TEST_CASE_METHOD(StoreFixture, "When the owner is gone the next source that tells the article owns it, in its tags",
                 "[store]") {
    poll(one, {item(1, "first")}, {kk});
    SECTION("because it left the configuration") { configure({"two"}, {"kk", "ru"}); }
    SECTION("because it was answered 410") {
        store->record(std::vector{std::pair(one, PollState{.status = 410, .is_disabled = true})});
    }
    poll(two, {item(1, "second")}, {}, noon + 1h);
    const auto article = reader->live(kk, 10).entries.at(0);
    CHECK(article.source.name == "two");
    CHECK(article.entry.content.str() == "<p>second</p>");
    CHECK(article.also_in.at(0).name == "one");
    CHECK(article.also_in.size() == 1);
    CHECK(reader->of_source(one, 10).entries.size() == 1);
    CHECK(reader->known(std::vector{ident(1)}).at(0).owner == two);
}

TEST_CASE_METHOD(StoreFixture, "An item whose id alone is new is the article that the store has", "[store]") {
    poll(one, {item(1)}, {kk});
    auto renamed = item(1);
    renamed.ident = ident(100);
    renamed.entry.id = "guid-of-today";
    CHECK(poll(one, {renamed}, {kk}).added == 0);
    CHECK(live(kk).size() == 1);

    SECTION("but not when its text differs") {
        renamed.content_hash += 1;
        CHECK(poll(one, {renamed}, {kk}).added == 1);
    }
    SECTION("nor when its link differs") {
        renamed.entry.link = address(2);
        CHECK(poll(one, {renamed}, {kk}).added == 1);
    }
    SECTION("nor when another source tells it") { CHECK(poll(two, {renamed}, {kk}).added == 1); }
}

TEST_CASE_METHOD(StoreFixture,
                 "An entry publishes its source's id if that is an absolute IRI that no other article publishes",
                 "[store]") {
    auto first = item(1);
    auto second = item(2);
    first.entry.id = second.entry.id = "tag:zakon.kz,2026:x";
    auto third = item(3);
    third.entry.id = "42";
    poll(one, {first, second, third}, {kk});
    std::map<std::string, std::string> ids;
    for (const auto& entry : reader->live(kk, 10).entries) ids[entry.entry.title] = entry.entry_id;
    // Of equal dates the document's last is the oldest, so it came first.
    CHECK(ids["Item 1"] == "urn:uuid:01000000-0000-8000-8000-000000000001");
    CHECK(ids["Item 2"] == "tag:zakon.kz,2026:x");
    CHECK(ids["Item 3"] == "urn:uuid:03000000-0000-8000-8000-000000000001");
}

TEST_CASE_METHOD(StoreFixture, "A published id is chosen once", "[store]") {
    poll(one, {item(1)}, {kk});
    auto edited = item(1, "other");
    edited.entry.id = "https://www.zakon.kz/1?utm_source=rss";
    poll(one, {edited}, {kk}, noon + 1h);
    CHECK(reader->live(kk, 10).entries.at(0).entry_id == address(1));
}

TEST_CASE_METHOD(StoreFixture, "A feed that foretells another's urn does not get two articles one id", "[store]") {
    auto thief = item(7);
    thief.entry.id = "urn:uuid:01000000-0000-8000-8000-000000000001";
    poll(two, {thief}, {kk});
    auto victim = item(1);
    victim.entry.id = "42";
    poll(one, {victim}, {kk});
    const auto page = reader->live(kk, 10);
    REQUIRE(page.entries.size() == 2);
    CHECK(page.entries[0].entry_id != page.entries[1].entry_id);
}

TEST_CASE_METHOD(StoreFixture,
                 "Dates: published is fixed at first sight, updated only moves forward and only with a revision",
                 "[store]") {
    struct Case {
        std::optional<Time> published, updated;
        Time expected_published, expected_updated;
    };
    const auto c = GENERATE(values<Case>({
        {noon - 2h, noon - 1h, noon - 2h, noon - 1h},
        {noon - 2h, std::nullopt, noon - 2h, noon - 2h},
        {std::nullopt, noon - 1h, noon - 1h, noon - 1h}, // as of a page in a sitemap
        {std::nullopt, std::nullopt, noon, noon},
        {noon + 20h, std::nullopt, noon + 20h, noon + 20h},
    }));
    auto told = item(1, "first", c.published);
    told.entry.updated = c.updated;
    poll(one, {told}, {kk});
    auto article = reader->live(kk, 10).entries.at(0);
    CHECK(article.published == c.expected_published);
    CHECK(article.updated == c.expected_updated);
    CHECK(article.first_seen == noon);

    auto redated = item(1, "first", noon + 5h); // pubDate alone is no revision
    redated.entry.updated = noon + 5h;
    poll(one, {redated}, {kk}, noon + 6h);
    CHECK(reader->live(kk, 10).entries.at(0) == article);

    poll(one, {item(1, "second", noon + 5h)}, {kk}, noon + 7h);
    article = reader->live(kk, 10).entries.at(0);
    CHECK(article.published == c.expected_published);
    CHECK(article.updated == std::max(c.expected_updated, noon + 7h));
}

TEST_CASE_METHOD(StoreFixture, "A revision is dated by the later of the source's date and the poll's, never back",
                 "[store]") {
    poll(one, {item(1, "first")}, {kk});
    auto revised = item(1, "second");
    revised.entry.updated = noon + 9h;
    poll(one, {revised}, {kk}, noon + 1h);
    CHECK(reader->live(kk, 10).entries.at(0).updated == noon + 9h);
    poll(one, {item(1, "third")}, {kk}, noon + 2h);
    CHECK(reader->live(kk, 10).entries.at(0).updated == noon + 9h);
    CHECK(reader->live(kk, 10).entries.at(0).revision == 3);
}

TEST_CASE_METHOD(StoreFixture, "A content hash of another version is no revision", "[store]") {
    poll(one, {item(1, "first")}, {kk});
    auto rehashed = item(1, "first, cleaned otherwise");
    rehashed.content_hash = std::uint64_t{2} << 56 | 5;
    const auto result = poll(one, {rehashed}, {kk}, noon + 1h);
    CHECK(result.revised == 0);
    CHECK(result.changed_tags == std::vector{kk}); // its bytes differ
    const auto article = reader->live(kk, 10).entries.at(0);
    CHECK(article.entry.content.str() == "<p>first, cleaned otherwise</p>");
    CHECK(article.revision == 1);
    CHECK(article.updated == noon);
}

TEST_CASE_METHOD(StoreFixture, "A stored entry does not move with what its feed says of itself later", "[store]") {
    poll(one, {item(1)}, {kk});
    PollRecord later{.source = one, .facts = FeedFacts{.title = "Zakon!", .updated = noon + 1h}};
    const auto result = store->ingest(std::span(&later, 1), noon + 1h);
    CHECK(result.changed_tags.empty());
    CHECK(result.changed_sources == std::vector{one});
    CHECK(reader->live(kk, 10).entries.at(0).source.facts.title == "Zakon");
    CHECK(reader->sources().at(0).facts.title == "Zakon!");
    CHECK(reader->sources().at(0).facts.updated == noon + 1h);
    later.facts->updated = noon + 2h;
    CHECK(store->ingest(std::span(&later, 1), noon + 2h).changed_sources.empty());
    CHECK(reader->sources().at(0).facts.updated == noon + 2h);
}

TEST_CASE_METHOD(StoreFixture, "Several polls share a transaction, each with its own result", "[store]") {
    std::vector<PollRecord> polls(3);
    polls[0] = {.source = one, .items = {{.item = item(1), .tags = {{.tag = kk}}}, {.item = item(2), .tags = {}}}};
    polls[1] = {.source = two, .items = {{.item = item(1), .tags = {}}, {.item = item(3), .tags = {{.tag = ru}}}}};
    polls[2] = {.source = one, .poll = {.status = 304}};
    const auto results = store->ingest_each(polls, noon);
    REQUIRE(results.size() == 3);
    CHECK(results[0].added == 2);
    CHECK(results[0].changed_tags == std::vector{kk});
    CHECK(results[0].changed_sources == std::vector{one});
    CHECK(results[1].added == 1);
    CHECK(results[1].appeared == 1);
    CHECK(results[1].changed_tags == std::vector{kk, ru});
    CHECK(results[2].added == 0);
    CHECK(results[2].changed_tags.empty());
    CHECK(reader->sources().at(0).poll.status == 304);
    CHECK(reader->tag_state(kk).version == 1); // once for the transaction
}

TEST_CASE_METHOD(StoreFixture, "An ingest that fails midway leaves nothing", "[store]") {
    PollRecord record{.source = one, .poll = {.etag = "\"new\""}, .items = {{.item = item(1), .tags = {{.tag = kk}}}}};
    record.items.push_back({.item = item(2), .tags = {{.tag = static_cast<TagId>(999)}}});
    CHECK_THROWS_AS(store->ingest(std::span(&record, 1), noon), std::invalid_argument);
    CHECK(reader->history(ArticleId{}, 10).empty());
    CHECK(reader->sources().at(0).poll.etag.empty());
    CHECK(poll(one, {item(1)}, {kk}).added == 1);
    CHECK(reader->live(kk, 10).entries.at(0).position == 1);
}

TEST_CASE_METHOD(StoreFixture,
                 "An article is found by any spelling of its link, past links, its id and its published id",
                 "[store]") {
    auto told = item(1);
    told.entry.id = "guid 1";
    poll(one, {told}, {});
    auto moved = item(1, "other");
    moved.entry.id = "guid 1";
    moved.entry.link = "https://zakon.kz/new";
    poll(one, {moved}, {}, noon + 1h);
    const auto address = GENERATE(
        values<std::string>({"https://zakon.kz/1", "http://www.zakon.kz/1?utm_source=x", "https://zakon.kz/new",
                             "guid 1", "urn:uuid:01000000-0000-8000-8000-000000000001"}));
    CAPTURE(address);
    REQUIRE(reader->find(address).size() == 1);
    CHECK(reader->find(address)[0].source == "one");
    CHECK(reader->find("https://zakon.kz/none").empty());
}

TEST_CASE_METHOD(StoreFixture, "Thousands of items with one link and one id are stored in bounded time each",
                 "[store]") {
    std::vector<CleanItem> items;
    for (int n = 0; n < 3'000; ++n) {
        items.push_back(item(n));
        items.back().entry.id = items.back().entry.link = "https://zakon.kz/";
        items.back().content_hash += static_cast<unsigned>(n);
    }
    CHECK(poll(one, items, {kk}).added == 3'000);
    CHECK(reader->find("https://zakon.kz/").size() == 8);
    std::set<std::string> ids;
    for (const auto& entry : reader->live(kk, 5'000).entries) ids.insert(entry.entry_id);
    CHECK(ids.size() == 3'000);
}

TEST_CASE_METHOD(StoreFixture, "The store knows idents with hash, first sight and owner", "[store]") {
    poll(one, {item(1)}, {});
    poll(two, {item(2)}, {}, noon + 1h);
    const auto known = reader->known(std::vector{ident(2), ident(9), ident(1)});
    REQUIRE(known.size() == 2);
    CHECK(known[0].ident == ident(2));
    CHECK(known[0].owner == two);
    CHECK(known[0].first_seen == noon + 1h);
    CHECK(known[1].content_hash == item(1).content_hash);
}
