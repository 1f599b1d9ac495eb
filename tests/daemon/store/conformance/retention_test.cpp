#include "tests/daemon/store/conformance/store_fixture.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;

namespace {

struct Retaining : StoreFixture {
    /// Articles first to last in one poll, newest first; the document has the last one alone.
    void tell(int first, int last, const std::vector<TagId>& tags, Time now = noon) {
        PollRecord record{.source = one, .poll = {.tried = now}, .facts = FeedFacts{.title = "Zakon"}};
        for (int n = last; n >= first; --n) {
            auto& given = record.items.emplace_back(IngestItem{.item = item(n, std::to_string(n), noon + n * 1min)});
            for (const auto tag : tags) given.tags.push_back({.tag = tag, .reason = "because"});
        }
        record.seen.push_back({.raw_hash = 1, .ident = ident(last)});
        store->ingest(std::span(&record, 1), now);
    }

    /// A whole run; how many articles it removed.
    std::size_t retain(const RetentionPolicy& policy, Time now) {
        const auto run = store->begin_run("retain", 0, now);
        HistorySlice pages{.job = "retain", .run = run.number, .floors = reader->removable_pages(policy, now)};
        CHECK(store->store_slice(pages, now).changed_tags.size() == pages.floors.size());
        std::size_t removed = 0;
        for (ArticleId after{};;) {
            auto found = reader->removable(after, 7, policy, now);
            HistorySlice slice{.job = "retain", .run = run.number, .up_to = found.up_to, .is_last = found.is_last};
            slice.removed = std::move(found.articles);
            removed += store->store_slice(slice, now).removed_articles;
            after = found.up_to;
            if (found.is_last) return removed;
        }
    }

    [[nodiscard]] RetentionPolicy keep(std::chrono::milliseconds time) const {
        return {.sources = {{one, {.keep = time}}}, .others = {.keep = time}, .tags = {}};
    }
    [[nodiscard]] bool is_stored(int n) const { return !reader->find(address(n)).empty(); }
};

} // namespace

TEST_CASE_METHOD(Retaining, "What nobody needs is removed when it is older than its source keeps",
                 "[store][retention]") {
    tell(1, 60, {});
    CHECK(retain(keep(24h), noon + 24h) == 0);
    CHECK(retain(keep(24h), noon + 25h) == 10); // the newest 50 stay
    CHECK_FALSE(is_stored(10));
    CHECK(is_stored(11));
    CHECK(reader->stats().tombstones == 10);
    CHECK(reader->stats().removed == 10);
    CHECK(reader->check().empty());
}

TEST_CASE_METHOD(Retaining, "What a tag has, or a document, is needed", "[store][retention]") {
    tell(1, 1, {kk});
    tell(2, 60, {});
    CHECK(retain(keep(24h), noon + 48h) == 9);
    CHECK(is_stored(1));
    CHECK(live(kk).size() == 1);
}

TEST_CASE_METHOD(Retaining, "Of what nobody needs the newest keep_items stay", "[store][retention]") {
    tell(1, 70, {});
    const RetentionPolicy policy{.sources = {{one, {.keep_items = 5}}}, .others = {}, .tags = {}};
    CHECK(retain(policy, noon + 1h) == 15);
    CHECK_FALSE(is_stored(15));
    CHECK(is_stored(16));
    CHECK(retain(policy, noon + 2h) == 0);
}

TEST_CASE_METHOD(Retaining, "A removed article that is told again is not stored, and joins nothing",
                 "[store][retention]") {
    tell(1, 60, {});
    REQUIRE(retain(keep(24h), noon + 48h) == 10);
    PollRecord again{.source = one, .poll = {.tried = noon + 49h}};
    again.items.push_back({.item = item(3, "3", noon + 3min), .tags = {{.tag = kk, .reason = "because"}}});
    again.items.push_back({.item = item(4, "4", noon + 4min), .tags = {{.tag = kk, .reason = "because"}}});
    again.items.back().item.ident = ident(900); // another id, the same link and text
    again.seen = {{.raw_hash = 3, .ident = ident(3)}, {.raw_hash = 4, .ident = ident(900)}};
    const auto result = store->ingest(std::span(&again, 1), noon + 49h);
    CHECK(result.added == 0);
    CHECK(result.buried == 2);
    CHECK(reader->member_count(kk) == 0);
    CHECK(reader->seen(one).find(3) == nullptr); // told again each time: the tombstone is renewed
    again.items[1].item = item(4, "another text", noon + 4min);
    again.items[1].item.ident = ident(901);
    again.items.erase(again.items.begin());
    CHECK(store->ingest(std::span(&again, 1), noon + 50h).added == 1);
}

TEST_CASE_METHOD(Retaining, "Whole pages of an archive are removed, oldest first, and the counters stay",
                 "[store][retention]") {
    tell(1, 60, {kk}, noon);
    tell(61, 130, {kk}, noon + 48h);
    const auto before = reader->tag_state(kk);
    RetentionPolicy policy = keep(1h);
    policy.tags = {{.id = kk, .keep = 24h, .limit = 20}};
    const auto removed = retain(policy, noon + 49h);
    const auto state = reader->tag_state(kk);
    CHECK(state.floor == 50); // the second page has articles of today
    CHECK(state.position == 130);
    CHECK(state.version == before.version); // no reader sees it
    CHECK(state.changed == before.changed);
    CHECK(reader->archive(kk, 1).entries.empty());
    CHECK(reader->archive(kk, 2).entries.size() == 50);
    CHECK(reader->member_count(kk) == 80);
    CHECK(removed == 50);
    CHECK(reader->check().empty());
}

TEST_CASE_METHOD(Retaining, "What was removed from an archive joins no more, though its article stays",
                 "[store][retention]") {
    tell(1, 60, {kk});
    RetentionPolicy policy{.sources = {}, .others = {}, .tags = {{.id = kk, .keep = 1h, .limit = 5}}};
    retain(policy, noon + 2h);
    REQUIRE(reader->tag_state(kk).floor == 50);
    CHECK(is_stored(1));
    PollRecord again{.source = one, .items = {{.item = item(1, "edited"), .tags = {{.tag = kk, .reason = "x"}}}}};
    store->ingest(std::span(&again, 1), noon + 3h);
    CHECK(reader->tag_state(kk).position == 60);
    CHECK(reader->member_count(kk) == 10);
    CHECK(reader->check().empty());
}

TEST_CASE_METHOD(Retaining, "A page that the live document shows or links stays, or moves the version",
                 "[store][retention]") {
    tell(1, 50, {kk});
    RetentionPolicy policy{.sources = {}, .others = {}, .tags = {{.id = kk, .keep = 1h, .limit = 5}}};
    retain(policy, noon + 2h);
    CHECK(reader->tag_state(kk).floor == 0); // the newest five are in it
    tell(51, 60, {kk}, noon + 3h);
    const auto before = reader->tag_state(kk);
    retain(policy, noon + 5h);
    CHECK(reader->tag_state(kk).floor == 50);
    CHECK(reader->tag_state(kk).version == before.version + 1); // it was linked
}

TEST_CASE_METHOD(Retaining, "A slice leaves alone what is needed by now", "[store][retention]") {
    tell(1, 60, {});
    const auto found = reader->removable({}, 100, keep(24h), noon + 48h);
    REQUIRE(found.articles.size() == 10);
    PollRecord again{.source = one, .items = {{.item = item(1, "1"), .tags = {{.tag = kk, .reason = "x"}}}}};
    store->ingest(std::span(&again, 1), noon + 48h);
    const auto run = store->begin_run("retain", 0, noon + 48h);
    HistorySlice slice{.job = "retain", .run = run.number, .up_to = found.up_to, .removed = found.articles};
    CHECK(store->store_slice(slice, noon + 48h).removed_articles == 9);
    CHECK(is_stored(1));
}

TEST_CASE_METHOD(Retaining, "Compacting keeps everything", "[store][retention]") {
    tell(1, 60, {kk});
    store->compact();
    CHECK(store->release_pages(1'000) >= 0);
    CHECK(reader->member_count(kk) == 60);
    CHECK(reader->check().empty());
}
