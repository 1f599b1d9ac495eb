#include "daemon/store/ingest/withdrawals.hpp"
#include "tests/daemon/store/conformance/store_fixture.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;
using Titles = std::vector<std::string>;

namespace {

std::vector<Ident> idents(const std::vector<int>& numbers) {
    std::vector<Ident> made;
    for (const int n : numbers) made.push_back(ident(n));
    return made;
}

struct Withdrawing : StoreFixture {
    /// A document with these items, of which the store hears of all.
    IngestResult document(SourceId source, const std::vector<int>& items, Time now = noon,
                          const std::vector<TagId>& tags = {}) {
        PollRecord record{.source = source, .poll = {.tried = now}, .facts = FeedFacts{.title = "Zakon"}};
        for (const int n : items) {
            auto& given = record.items.emplace_back(IngestItem{.item = item(n, "text", noon - n * 1min)});
            for (const auto tag : tags.empty() ? std::vector{kk, ru} : tags)
                given.tags.push_back({.tag = tag, .reason = "because"});
            record.seen.push_back({.raw_hash = static_cast<std::uint64_t>(n), .ident = ident(n)});
        }
        record.is_judged = is_judged;
        record.is_told_apart = is_told_apart;
        return store->ingest(std::span(&record, 1), now);
    }
    std::optional<Time> withdrawn(int n) { return reader->find(address(n)).at(0).article.withdrawn; }

    /// kk keeps what was withdrawn, ru drops it.
    void drop_in_ru(bool drops = true) {
        std::vector<TagSetup> setups{{.name = "kk", .slug = "kk", .rule = "#kk"},
                                     {.name = "ru", .slug = "ru", .rule = "#ru", .drops_withdrawn = drops}};
        store->sync_tags(setups, noon);
    }

    bool is_judged = true;
    bool is_told_apart = false;
};

} // namespace

TEST_CASE("What stood between items that stayed was withdrawn", "[store][withdrawal]") {
    struct Case {
        std::vector<int> last, present, withdrawn, undecided;
    };
    const auto one = GENERATE(values<Case>({
        {{1, 2, 3}, {1, 3}, {2}, {}},
        {{1, 2, 3}, {9, 1, 3}, {2}, {}},
        {{1, 2, 3}, {1, 2}, {}, {}},          // fell off the end
        {{1, 2, 3}, {2, 3}, {}, {1}},         // nothing tells yet
        {{1, 2, 3}, {9, 2, 3}, {1}, {}},      // something new stands above
        {{1, 2, 3}, {2, 3, 9}, {}, {1}},      // something new stands below
        {{1, 2, 3}, {7, 8, 9}, {}, {}},       // shares nothing
        {{1, 2, 3, 4, 5, 6}, {1, 6}, {}, {}}, // edited: four of four
        {{1, 2, 3, 4, 5}, {1, 5}, {2, 3, 4}, {}},
        {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}, {1, 6, 7, 8, 9, 10, 11, 12, 13, 14}, {2, 3, 4, 5}, {}},
        {{1, 2, 3, 4, 5, 6}, {5, 6}, {}, {}}, // a list that drops from the top
        {{}, {1}, {}, {}},
    }));
    CAPTURE(one.last, one.present);
    const auto judged = judge_withdrawals(idents(one.last), idents(one.present));
    CHECK(judged.withdrawn == idents(one.withdrawn));
    CHECK(judged.undecided == idents(one.undecided));
}

TEST_CASE_METHOD(Withdrawing, "A withdrawn article is marked, and unmarked when it is told again",
                 "[store][withdrawal]") {
    document(one, {1, 2, 3});
    const auto before = reader->tag_state(kk);
    const auto result = document(one, {1, 3}, noon + 1h);
    CHECK(result.withdrawn == 1);
    CHECK(withdrawn(2) == noon + 1h);
    CHECK_FALSE(withdrawn(1));
    CHECK(live(kk) == Titles{"Item 1", "Item 2", "Item 3"});
    CHECK(reader->tag_state(kk).version == before.version + 1);
    CHECK(reader->tag_state(kk).changed == before.changed);
    CHECK(reader->known(std::vector{ident(2)}).at(0).is_withdrawn);

    document(one, {1, 2, 3}, noon + 2h);
    CHECK_FALSE(withdrawn(2));
    CHECK(reader->tag_state(kk).version == before.version + 2);
    CHECK(reader->tag_state(kk).changed == before.changed);
    CHECK(reader->check().empty());
}

TEST_CASE_METHOD(Withdrawing, "What was on top is judged when something new stands above", "[store][withdrawal]") {
    document(one, {1, 2, 3});
    document(one, {2, 3}, noon + 1h);
    CHECK_FALSE(withdrawn(1));
    open();
    document(one, {9, 2, 3}, noon + 2h);
    CHECK(withdrawn(1) == noon + 2h);
}

TEST_CASE_METHOD(Withdrawing, "A document that is not whole, or whose items were told apart, withdraws nothing",
                 "[store][withdrawal]") {
    document(one, {1, 2, 3});
    SECTION("not whole") { is_judged = false; }
    SECTION("told apart") { is_told_apart = true; }
    CHECK(document(one, {1, 3}, noon + 1h).withdrawn == 0);
    CHECK_FALSE(withdrawn(2));
}

TEST_CASE_METHOD(Withdrawing, "Only the owner withdraws an article", "[store][withdrawal]") {
    document(one, {2});
    document(two, {1, 2, 3});
    CHECK(document(two, {1, 3}, noon + 1h).withdrawn == 0);
    CHECK_FALSE(withdrawn(2));
}

TEST_CASE_METHOD(Withdrawing, "A tag that drops what was withdrawn has it back at its old position",
                 "[store][withdrawal]") {
    drop_in_ru();
    document(one, {1, 2, 3});
    document(one, {1, 3}, noon + 1h);
    CHECK(live(kk) == Titles{"Item 1", "Item 2", "Item 3"});
    CHECK(live(ru) == Titles{"Item 1", "Item 3"});
    CHECK(reader->tag_state(ru).changed == noon + 1h);
    CHECK(reader->member_count(ru) == 2);

    document(two, {2}, noon + 2h); // another source has it: it stays withdrawn
    CHECK(live(ru) == Titles{"Item 1", "Item 3"});

    document(one, {1, 2, 3}, noon + 3h);
    CHECK(live(ru) == Titles{"Item 1", "Item 2", "Item 3"});
    CHECK(reader->tag_state(ru).position == 3);
    CHECK(reader->tag_state(ru).changed == noon + 3h);
    CHECK(reader->check().empty());
}
