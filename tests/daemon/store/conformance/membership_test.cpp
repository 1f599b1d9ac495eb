#include "tests/daemon/store/conformance/store_fixture.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;
using Titles = std::vector<std::string>;

TEST_CASE_METHOD(StoreFixture, "A member that no longer matches leaves, and comes back to its old position",
                 "[store][membership]") {
    poll(one, {item(1)}, {kk});
    poll(one, {item(2)}, {kk});
    const auto left = poll(one, {item(1, "no longer")}, {}, noon + 1h);
    CHECK(left.changed_tags == std::vector{kk});
    CHECK(live(kk) == Titles{"Item 2"});
    CHECK(reader->member_count(kk) == 1);
    CHECK(reader->tag_state(kk).position == 2);
    CHECK(reader->tag_state(kk).changed == noon + 1h);

    poll(one, {item(1, "again")}, {kk}, noon + 2h);
    const auto page = reader->live(kk, 10);
    REQUIRE(page.entries.size() == 2);
    CHECK(std::ranges::find(page.entries, 1, &Article::position)->entry.title == "Item 1");
    CHECK(page.state.position == 2);
    CHECK(reader->member_count(kk) == 2);
}

TEST_CASE_METHOD(StoreFixture, "A revision that brings an article into a tag gives it the next position",
                 "[store][membership]") {
    poll(one, {item(1, "a", noon - 24h)}, {});
    poll(one, {item(2)}, {kk});
    poll(one, {item(1, "b", noon - 24h)}, {kk}, noon + 1h);
    const auto page = reader->live(kk, 10);
    REQUIRE(page.entries.size() == 2);
    CHECK(page.entries[1].entry.title == "Item 1");
    CHECK(page.entries[1].position == 2);
    CHECK(page.entries[1].published == noon - 24h);
}

TEST_CASE_METHOD(StoreFixture, "Another reason alone raises the version and moves nothing else",
                 "[store][membership]") {
    poll(one, {item(1)}, {kk});
    const auto before = reader->tag_state(kk);
    PollRecord record{.source = one, .items = {{.item = item(1), .tags = {{.tag = kk, .reason = "another"}}}}};
    const auto result = store->ingest(std::span(&record, 1), noon + 1h);
    CHECK(result.revised == 0);
    CHECK(result.changed_tags == std::vector{kk});
    const auto page = reader->live(kk, 10);
    CHECK(page.entries.at(0).reason == "another");
    CHECK(page.state.changed == before.changed);
    CHECK(page.state.version == before.version + 1);
    CHECK(reader->memberships(reader->find(address(1)).at(0).id).at(0).reason == "another");
}

TEST_CASE_METHOD(StoreFixture, "A tag that left the configuration keeps its members whatever its sources tell",
                 "[store][membership]") {
    poll(one, {item(1)}, {kk, ru});
    configure({"one", "two"}, {"ru"});
    poll(one, {item(1, "revised")}, {ru}, noon + 1h);
    CHECK(reader->member_count(kk) == 1);
    CHECK(reader->live(kk, 10).entries.at(0).entry.content.str() == "<p>revised</p>");
}

TEST_CASE_METHOD(StoreFixture, "Sources keep id, site and schedule; one whose url changes starts afresh",
                 "[store][sources]") {
    const PollState state{.due = noon + 1h,
                          .wait = 1h,
                          .etag = "W/\"a\"",
                          .last_modified = "yesterday",
                          .validator_url = "https://zakon.kz/one.xml",
                          .body_hash = 0xFEDCBA9876543210,
                          .failures = 3,
                          .status = 304,
                          .tried = noon,
                          .succeeded = noon - 1h,
                          .changed = noon - 2h,
                          .moved_url = "https://zakon.kz/two.xml",
                          .error = "no route",
                          .lengthened_by = "max-age",
                          .is_disabled = true,
                          .rhythm = 90min,
                          .freshness = 30s,
                          .freshness_from = "ttl"};
    store->record(std::vector{std::pair(one, state)});
    const auto id = one;
    open();
    CHECK(one == id);
    CHECK(reader->sources().at(0).poll == state);

    const std::vector<SourceSetup> moved{
        {.name = "one", .site = "other.kz", .url = "https://zakon.kz/new.xml", .title = "One"}};
    const auto record = store->sync_sources(moved, noon).at(0);
    CHECK(record.id == id);
    CHECK(record.site == "zakon.kz");
    CHECK(record.title == "One");
    CHECK(record.poll == PollState{});
}

TEST_CASE_METHOD(StoreFixture, "A source that leaves the configuration stays known, with its articles in the tags",
                 "[store][sources]") {
    poll(one, {item(1)}, {kk});
    configure({"two"}, {"kk", "ru"});
    const auto sources = reader->sources();
    REQUIRE(sources.size() == 2);
    CHECK(!sources[0].is_configured);
    CHECK(sources[1].is_configured);
    CHECK(live(kk) == Titles{"Item 1"});
    configure({"one", "two"}, {"kk", "ru"});
    CHECK(reader->sources().at(0).is_configured);
}

TEST_CASE_METHOD(StoreFixture, "The configured title of a source stands before its feed's own", "[store][sources]") {
    poll(one, {item(1)}, {kk});
    const std::vector<SourceSetup> titled{
        {.name = "one", .url = "https://zakon.kz/one.xml", .title = "Zakon.kz (қазақша)"}};
    CHECK(store->sync_sources(titled, noon).at(0).facts.title == "Zakon");
    CHECK(reader->live(kk, 10).entries.at(0).source.facts.title == "Zakon.kz (қазақша)");
}

TEST_CASE_METHOD(StoreFixture, "A tag that is renamed under the same slug keeps its positions", "[store][tags]") {
    poll(one, {item(1)}, {kk});
    const std::vector<TagSetup> renamed{{.name = "qazaq", .slug = "kk", .rule = "#qazaq"},
                                        {.name = "ru", .slug = "ru", .rule = "#ru"}};
    const auto records = store->sync_tags(renamed, noon);
    CHECK(records.at(0).id == kk);
    CHECK(records.at(0).name == "qazaq");
    CHECK(records.at(1).id == ru);
    CHECK(live(kk) == Titles{"Item 1"});

    const std::vector<TagSetup> both{{.name = "new", .slug = "x", .rule = ""},
                                     {.name = "qazaq", .slug = "kk", .rule = ""}};
    CHECK(store->sync_tags(both, noon).at(0).id != kk);
}
