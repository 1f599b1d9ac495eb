#include "tests/daemon/store/conformance/store_fixture.hpp"

#include <catch2/catch.hpp>

#include <utility>

using namespace arna;
using namespace std::chrono_literals;
using Titles = std::vector<std::string>;

namespace {

std::vector<std::int64_t> positions(const ArticlePage& page) {
    std::vector<std::int64_t> found;
    for (const auto& entry : page.entries) found.push_back(entry.position);
    return found;
}

} // namespace

TEST_CASE_METHOD(StoreFixture, "Within a poll the oldest gets the first position; of equal dates the document's last",
                 "[store][live]") {
    poll(one, {item(1, "a", noon), item(2, "b", noon), item(3, "c", noon - 1h), item(4, "d", std::nullopt)}, {kk},
         noon);
    const auto page = reader->live(kk, 10);
    CHECK(titles(page) == Titles{"Item 1", "Item 2", "Item 4", "Item 3"});
    CHECK(positions(page) == std::vector<std::int64_t>{4, 3, 2, 1});
}

TEST_CASE_METHOD(StoreFixture, "The live document is ordered by date, then position", "[store][live]") {
    poll(one, {item(1, "a", noon)}, {kk});
    poll(one, {item(2, "b", noon - 1h)}, {kk});
    poll(one, {item(3, "c", noon)}, {kk});
    CHECK(live(kk) == Titles{"Item 3", "Item 1", "Item 2"});
}

TEST_CASE_METHOD(StoreFixture, "The live document has the newest and every position after the last full page",
                 "[store][live]") {
    for (int n = 1; n <= 53; ++n) poll(one, {item(n, "text", noon - n * 1h)}, {kk}); // later positions are older
    // Newest two; and positions 51 to 53, although they are the oldest.
    CHECK(positions(reader->live(kk, 2)) == std::vector<std::int64_t>{1, 2, 51, 52, 53});
    CHECK(reader->live(kk, 100).entries.size() == 53);
}

TEST_CASE_METHOD(StoreFixture, "The live document has what was revised in the 7 days before the tag's last change",
                 "[store][live]") {
    for (int n = 1; n <= 50; ++n) poll(one, {item(n, "text", noon + n * 1min)}, {kk}, noon);
    CHECK(positions(reader->live(kk, 1)) == std::vector<std::int64_t>{50});
    poll(one, {item(3, "revised", noon)}, {kk}, noon + 24h);
    poll(one, {item(4, "revised", noon)}, {kk}, noon + 48h);
    CHECK(positions(reader->live(kk, 1)) == std::vector<std::int64_t>{50, 4, 3});
    poll(one, {item(5, "revised", noon)}, {kk}, noon + 24h + 24h * 7 + 1ms);
    CHECK(positions(reader->live(kk, 1)) == std::vector<std::int64_t>{50, 5, 4});
    // Time alone changes nothing: the window is counted from the last change.
    CHECK(reader->live(kk, 1).entries == reader->live(kk, 1).entries);
}

TEST_CASE_METHOD(StoreFixture, "Of what is in the live document for its revision alone there are the latest 50",
                 "[store][live]") {
    const int articles = 150;
    std::vector<CleanItem> told, revised;
    for (int n = 1; n <= articles; ++n) {
        told.push_back(item(n, "text", noon + n * 1min));
        revised.push_back(item(n, "revised", noon + n * 1min));
    }
    poll(one, told, {kk}, noon);
    poll(one, {item(7, "early", noon)}, {kk}, noon + 1h);
    poll(one, revised, {kk}, noon + 2h);
    CHECK(reader->live(kk, 10).entries.size() == 60);
    CHECK(reader->live(kk, 1'000).entries.size() == articles);
    poll(one, {item(1, "again", noon)}, {kk}, noon + 3h);
    const auto page = reader->live(kk, 10);
    CHECK(page.entries.size() == 60);
    CHECK(page.entries.back().position == 1); // the latest

    SECTION("and what has left since does not count") {
        std::vector<CleanItem> gone;
        for (int n = 100; n <= 130; ++n) gone.push_back(item(n, "gone", noon));
        poll(one, gone, {}, noon + 4h);
        CHECK(reader->live(kk, 10).entries.size() == 60);
    }
}

TEST_CASE_METHOD(StoreFixture, "The live document of an empty tag has the time when the store first knew the tag",
                 "[store][live]") {
    const auto page = reader->live(kk, 10);
    CHECK(page.entries.empty());
    CHECK(page.state == TagState{.position = 0, .version = 0, .changed = noon});
}

TEST_CASE_METHOD(StoreFixture, "Archive pages hold 50 positions, for ever the same ones, once they are full",
                 "[store][live]") {
    for (int n = 1; n <= 49; ++n) poll(one, {item(n)}, {kk});
    CHECK(reader->archive(kk, 1).entries.empty());
    for (int n = 50; n <= 101; ++n) poll(one, {item(n)}, {kk});
    for (const int number : {1, 2}) {
        const auto page = reader->archive(kk, number);
        REQUIRE(page.entries.size() == 50);
        CHECK(page.entries.front().position == 50 * number);
        CHECK(page.entries.back().position == 50 * number - 49);
    }
    for (const int number : {-1, 0, 3, 1'000'000}) CHECK(reader->archive(kk, number).entries.empty());
    CHECK(reader->archive(kk, std::numeric_limits<std::int64_t>::max()).entries.empty());
}

TEST_CASE_METHOD(StoreFixture, "Revisions and removals show through archive pages, which never gain an entry",
                 "[store][live]") {
    for (int n = 1; n <= 60; ++n) poll(one, {item(n)}, {kk});
    const auto before = reader->archive(kk, 1);
    poll(one, {item(7, "revised")}, {kk}, noon + 1h);
    poll(one, {item(8, "no longer about it")}, {}, noon + 1h);
    const auto after = reader->archive(kk, 1);
    CHECK(after.entries.size() == 49);
    CHECK(after.state.version > before.state.version);
    CHECK(std::ranges::find(after.entries, 8, &Article::position) == after.entries.end());
    CHECK(std::ranges::find(after.entries, 7, &Article::position)->entry.content.str() == "<p>revised</p>");
}

TEST_CASE_METHOD(StoreFixture, "An archive page has changed when one of its own entries has", "[store][live]") {
    const auto changed = [&](std::int64_t page) { return reader->archive(kk, page).state.changed; };
    for (int n = 1; n <= 100; ++n) poll(one, {item(n)}, {kk}, noon + n * 1min);
    CHECK(changed(1) == noon + 50min);
    CHECK(changed(2) == noon + 100min);
    poll(one, {item(101)}, {kk}, noon + 2h);
    CHECK(changed(1) == noon + 50min);
    CHECK(changed(2) == noon + 100min);
    poll(one, {item(7, "revised")}, {kk}, noon + 3h);
    CHECK(changed(1) == noon + 3h);
    poll(one, {item(7, "not about it")}, {}, noon + 4h);
    CHECK(changed(1) == noon + 4h);
    poll(one, {item(7, "again")}, {kk}, noon + 5h);
    CHECK(changed(1) == noon + 5h);
    poll(two, {item(8)}, {kk}, noon + 6h); // another source carries it
    CHECK(changed(1) == noon + 5h);
    CHECK(changed(2) == noon + 100min);
    poll(one, {item(9, "revised")}, {kk}, noon); // the clock went back
    CHECK(changed(1) == noon + 5h);
}

TEST_CASE_METHOD(StoreFixture, "A delta has what joined or was revised after a version", "[store][live]") {
    for (int n = 1; n <= 3; ++n) poll(one, {item(n)}, {kk});
    const auto version = reader->tag_state(kk).version;
    CHECK(reader->since(kk, version, 50).entries.empty());
    poll(one, {item(4)}, {kk}, noon + 1h);
    poll(one, {item(2, "revised")}, {kk}, noon + 2h);
    poll(two, {item(1)}, {}, noon + 3h); // another source is no news
    CHECK(titles(reader->since(kk, version, 50)) == Titles{"Item 4", "Item 2"});
    CHECK(reader->since(kk, version + 2, 50).entries.empty());
}

TEST_CASE_METHOD(StoreFixture, "A source's own feed has what it owns and what it appears in, newest first",
                 "[store][live]") {
    poll(one, {item(1, "a", noon), item(2, "b", noon - 2h)}, {kk});
    poll(two, {item(1, "a", noon), item(3, "c", noon - 1h)}, {});
    CHECK(titles(reader->of_source(two, 10)) == Titles{"Item 1", "Item 3"});
    CHECK(titles(reader->of_source(two, 1)) == Titles{"Item 1"});
    CHECK(titles(reader->of_source(one, 10)) == Titles{"Item 1", "Item 2"});
    const auto page = reader->of_source(one, 10);
    CHECK(page.entries.at(0).position == 0);
    CHECK(page.entries.at(0).reason.empty());
}

TEST_CASE_METHOD(StoreFixture,
                 "The version of a source's feed rises with its articles, the time of change with its news",
                 "[store][live]") {
    const auto state = [&](SourceId source) { return reader->of_source(source, 1).state; };
    poll(one, {item(1)}, {}, noon + 1h);
    const auto first = state(one);
    CHECK(first.changed == noon + 1h);
    poll(one, {item(1)}, {}, noon + 2h);
    CHECK(state(one) == first);
    poll(two, {item(1)}, {}, noon + 3h); // another source is no news
    CHECK(state(one).version > first.version);
    CHECK(state(one).changed == first.changed);
    CHECK(state(two).changed == noon + 3h);
    poll(one, {item(1, "revised")}, {}, noon + 4h);
    CHECK(state(one).changed == noon + 4h);
    CHECK(state(two).changed == noon + 4h);
}

TEST_CASE_METHOD(StoreFixture, "A clock that goes back takes neither a tag's change nor its versions back",
                 "[store][live]") {
    poll(one, {item(1)}, {kk}, noon + 24h);
    poll(one, {item(2)}, {kk}, noon);
    CHECK(reader->tag_state(kk).changed == noon + 24h);
    CHECK(reader->tag_state(kk).version == 2);
}

TEST_CASE_METHOD(StoreFixture,
                 "Each article of a page is handed over as it is read, stays as it was left, and may be the last",
                 "[store][live]") {
    for (int n = 1; n <= 50; ++n) poll(one, {item(n, "text", noon + n * 1min)}, {kk}, noon);
    Titles seen;
    const auto strip = [&](Article& article) {
        seen.push_back(std::exchange(article.entry.title, {}));
        return seen.size() < 55;
    };
    CHECK(titles(reader->live(kk, 3, strip)) == Titles(3));
    CHECK(titles(reader->of_source(one, 2, strip)) == Titles(2));
    CHECK(seen == Titles{"Item 50", "Item 49", "Item 48", "Item 50", "Item 49"});
    CHECK(titles(reader->archive(kk, 1, strip)) == Titles(50));
    CHECK(seen.size() == 55);
    CHECK(titles(reader->live(kk, 3, strip)) == Titles(1)); // it had enough
}

TEST_CASE_METHOD(StoreFixture, "Members are counted by the time of their publication", "[store][live]") {
    poll(one, {item(1, "a", noon - 25h), item(2, "b", noon - 24h), item(3, "c", noon - 1h), item(4, "d", noon)}, {kk});
    poll(one, {item(3, "c", noon - 1h)}, {}); // leaves
    const std::vector<Time> days = {noon - 48h, noon - 24h, noon, noon + 24h};
    CHECK(reader->members_by_time(kk, days) == std::vector<std::int64_t>{1, 1, 1});
    CHECK(reader->members_by_time(ru, days) == std::vector<std::int64_t>{0, 0, 0});
    CHECK(reader->members_by_time(kk, std::vector<Time>{noon}).empty());
    CHECK(reader->members_by_time(kk, {}).empty());
}

TEST_CASE_METHOD(StoreFixture, "Of an archive it is told which full pages changed after a version", "[store][live]") {
    std::vector<CleanItem> items;
    for (int n = 1; n <= 120; ++n) items.push_back(item(n, "text", noon + n * 1min));
    poll(one, std::move(items), {kk});
    const auto version = reader->tag_state(kk).version;
    CHECK(reader->archive_pages_since(kk, version).empty());
    CHECK(reader->archive_pages_since(kk, 0) == std::vector<std::int64_t>{1, 2});
    poll(one, {item(60, "revised", noon + 60min)}, {kk}, noon + 24h);   // on the second page
    poll(one, {item(110, "revised", noon + 110min)}, {kk}, noon + 24h); // on none that is full
    CHECK(reader->archive_pages_since(kk, version) == std::vector<std::int64_t>{2});
    poll(one, {item(1, "text", noon + 1min)}, {}, noon + 24h); // leaves
    CHECK(reader->archive_pages_since(kk, version) == std::vector<std::int64_t>{1, 2});
    CHECK(reader->archive_pages_since(kk, reader->tag_state(kk).version).empty());
}
