#include "tests/daemon/store/conformance/store_fixture.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;
using Titles = std::vector<std::string>;

namespace {

/// Work over the history, written as a job would.
struct HistoryFixture : StoreFixture {
    [[nodiscard]] HistoryRun run_of(const std::string& job) const {
        for (const auto& run : reader->history_runs())
            if (run.job == job) return run;
        return {};
    }

    /// Says of `tag` what is in it, of all that is stored.
    HistorySlice slice_of(TagId tag, const std::vector<std::pair<int, std::string>>& members) const {
        HistorySlice slice{.job = std::string(match_job), .run = run_of(std::string(match_job)).number, .tags = {tag}};
        std::vector<StoredArticle> history = reader->history(ArticleId{}, 100);
        for (const auto& [n, reason] : members)
            for (const auto& stored : history)
                if (stored.article.entry_id == address(n))
                    slice.matched.push_back({.id = stored.id,
                                             .content_hash = stored.content_hash,
                                             .tags = {{.tag = tag, .reason = reason}}});
        for (const auto& stored : history)
            if (std::ranges::find(slice.matched, stored.id, &MatchedArticle::id) == slice.matched.end())
                slice.matched.push_back({.id = stored.id, .content_hash = stored.content_hash, .tags = {}});
        if (!history.empty()) slice.up_to = history.back().id;
        return slice;
    }

    SliceResult finish_matching() {
        return store->store_slice({.job = std::string(match_job),
                                   .run = run_of(std::string(match_job)).number,
                                   .up_to = reader->newest_article(),
                                   .is_last = true,
                                   .tags = {kk, ru}},
                                  noon);
    }

    TagRecord sync(TagSetup setup) { return store->sync_tags(std::span(&setup, 1), noon + 1h).at(0); }
};

} // namespace

TEST_CASE_METHOD(HistoryFixture, "A changed rule is applied to history: new members in the order given, others leave",
                 "[store][history]") {
    for (int n = 1; n <= 4; ++n) poll(one, {item(n)}, n <= 2 ? std::vector{kk} : std::vector<TagId>{});
    const auto slice = slice_of(kk, {{2, "new reason"}, {4, "x"}, {3, "y"}});
    const auto result = store->store_slice(slice, noon + 1h);
    CHECK_FALSE(result.is_stale);
    CHECK(result.changed_tags == std::vector{kk});
    const auto page = reader->live(kk, 10);
    CHECK(titles(page) == Titles{"Item 3", "Item 4", "Item 2"});
    CHECK(page.entries[0].position == 4);
    CHECK(page.entries[0].reason == "y");
    CHECK(page.entries[2].position == 2);
    CHECK(page.entries[2].reason == "new reason");
    CHECK(reader->member_count(kk) == 3);
    CHECK(run_of("match").done == slice.up_to);

    const auto again = store->store_slice(slice, noon + 2h);
    CHECK(again.changed_tags.empty());
    CHECK(reader->live(kk, 10).entries == page.entries);
}

TEST_CASE_METHOD(HistoryFixture, "Only the tags that a slice is about change, however many share its transaction",
                 "[store][history]") {
    poll(one, {item(1)}, {kk, ru});
    poll(one, {item(2)}, {});
    const auto version = reader->tag_state(kk).version;
    auto slice = slice_of(kk, {{2, "x"}});
    store->store_slice(slice, noon);
    CHECK(live(kk) == Titles{"Item 2"});
    CHECK(live(ru) == Titles{"Item 1"});
    CHECK(reader->tag_state(kk).version == version + 1);
}

TEST_CASE_METHOD(HistoryFixture, "An article that was told anew since a slice was decided is left as it is",
                 "[store][history]") {
    poll(one, {item(1, "old")}, {kk});
    auto slice = slice_of(kk, {});
    slice.cleaned.push_back({.id = reader->find(address(1)).at(0).id,
                             .content_hash = item(1, "old").content_hash,
                             .summary = {},
                             .content = Sanitizer::trusted("old, cleaned")});
    poll(one, {item(1, "new")}, {kk}, noon + 1h);
    const auto result = store->store_slice(slice, noon + 2h);
    CHECK(result.changed_articles == 0);
    CHECK(live(kk) == Titles{"Item 1"});
    CHECK(reader->find(address(1)).at(0).article.entry.content.str() == "<p>new</p>");
}

TEST_CASE_METHOD(HistoryFixture,
                 "A tag's history is matched again when its rule changes or it comes back, and only then",
                 "[store][history]") {
    CHECK(reader->tags().at(0).match_run > 0);
    finish_matching();
    CHECK(run_of("match").is_finished);
    CHECK(sync({.name = "kk", .slug = "kk", .rule = "#kk"}).match_run == 0);
    CHECK(sync({.name = "kk", .slug = "kazakh", .rule = "#kk"}).match_run == 0);
    CHECK(sync({.name = "kk", .slug = "kk", .rule = "#kk OR x"}).match_run == run_of("match").number);
    CHECK_FALSE(run_of("match").is_finished);
    finish_matching();
    store->sync_tags({}, noon);
    CHECK(!reader->tags().at(0).is_configured);
    CHECK(sync({.name = "kk", .slug = "kk", .rule = "#kk OR x"}).match_run > 0);
}

TEST_CASE_METHOD(HistoryFixture, "A slice that was decided by rules that no longer hold is not stored",
                 "[store][history]") {
    poll(one, {item(1)}, {});
    const auto slice = slice_of(kk, {{1, "by the old rule"}});
    sync({.name = "kk", .slug = "kk", .rule = "another"});
    CHECK(store->store_slice(slice, noon).is_stale);
    CHECK(live(kk).empty());
    CHECK(run_of("match").done == ArticleId{});
}

TEST_CASE_METHOD(HistoryFixture, "A run goes on where its last slice ended, also after a restart", "[store][history]") {
    poll(one, {item(1), item(2)}, {});
    const auto run = store->begin_run("clean", 7, noon);
    CHECK(run.number == 1);
    CHECK(run.since == noon);
    const auto first = reader->history(ArticleId{}, 1).at(0).id;
    store->store_slice({.job = "clean", .run = run.number, .up_to = first}, noon + 1h);
    open();
    auto resumed = store->begin_run("clean", 7, noon + 2h);
    CHECK(resumed.number == 1);
    CHECK(resumed.done == first);
    CHECK(resumed.since == noon);
    CHECK(reader->history_runs().size() == 2);

    SECTION("but a run towards another goal begins anew") {
        const auto other = store->begin_run("clean", 8, noon + 3h);
        CHECK(other.number == 2);
        CHECK(other.done == ArticleId{});
        CHECK(store->store_slice({.job = "clean", .run = 1, .up_to = first}, noon).is_stale);
    }
    SECTION("and after its end there is a new one") {
        store->store_slice({.job = "clean", .run = 1, .up_to = first, .is_last = true}, noon);
        CHECK(store->begin_run("clean", 7, noon + 3h).number == 2);
    }
}

TEST_CASE_METHOD(StoreFixture, "History comes in slices, oldest first, bounded by number and by size",
                 "[store][history]") {
    for (int n = 1; n <= 5; ++n) poll(one, {item(n, std::string(1'000, 'x'))}, {});
    const auto slice = reader->history(ArticleId{}, 3);
    REQUIRE(slice.size() == 3);
    CHECK(slice[0].article.entry.title == "Item 1");
    CHECK(slice[0].source == "one");
    const auto rest = reader->history(slice.back().id, 3);
    REQUIRE(rest.size() == 2);
    CHECK(rest[1].article.entry == item(5, std::string(1'000, 'x')).entry);
    CHECK(reader->history(rest.back().id, 3).empty());
    CHECK(reader->newest_article() == rest.back().id);

    CHECK(reader->history(ArticleId{}, 5, 1'500).size() == 2);
    CHECK(reader->history(ArticleId{}, 5, 0).size() == 1); // one at least, or nobody would get on
}

TEST_CASE_METHOD(StoreFixture, "What a consumer has not delivered is known by version, also after a restart",
                 "[store][deliveries]") {
    CHECK(reader->undelivered("tree") == FeedVersionList{});
    poll(one, {item(1)}, {kk});
    auto missing = reader->undelivered("tree");
    CHECK(missing == FeedVersionList{.tags = {{kk, 1}}, .sources = {{one, 1}}});
    store->deliver("tree", missing);
    CHECK(reader->undelivered("tree") == FeedVersionList{});
    CHECK(reader->undelivered("hub") == missing); // each for itself

    poll(one, {item(2)}, {kk, ru});
    open();
    missing = reader->undelivered("tree");
    CHECK(missing == FeedVersionList{.tags = {{kk, 2}, {ru, 1}}, .sources = {{one, 2}}});
    store->deliver("tree", {.tags = {{kk, 2}}, .sources = {}});
    store->deliver("tree", {.tags = {{kk, 1}}, .sources = {}}); // an older one that came late
    CHECK(reader->undelivered("tree") == FeedVersionList{.tags = {{ru, 1}}, .sources = {{one, 2}}});

    store->forget_consumer("tree");
    CHECK(reader->undelivered("tree") == missing);
}
