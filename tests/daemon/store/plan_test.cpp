#include "daemon/store/ingest/plan.hpp"

#include "feeds/model/entry_id.hpp"
#include "tests/daemon/store/conformance/store_fixture.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;

namespace {

constexpr SourceId one{1}, two{2};
constexpr TagId kk{1}, ru{2};

/// What the store knows, and polls, made by hand.
struct Planning {
    IngestKnowledge known{.secret = "secret"};
    std::vector<PollRecord> polls;

    /// An article that the store has, as item(n) told it.
    IngestArticle& has(int n, SourceId owner, const std::vector<TagId>& tags = {}) {
        const auto told = item(n);
        known.by_ident.emplace(told.ident, static_cast<ArticleIndex>(known.articles.size()));
        auto& article = known.articles.emplace_back(IngestArticle{.id = ArticleId{100 + n},
                                                                  .ident = told.ident,
                                                                  .owner = owner,
                                                                  .content_hash = told.content_hash,
                                                                  .published = noon,
                                                                  .updated = noon,
                                                                  .entry_id = told.entry.id});
        for (const auto tag : tags)
            article.places.push_back({.tag = tag, .position = 7, .has_left = false, .reason = "because"});
        known.sources.try_emplace(owner);
        return article;
    }

    void poll(SourceId source, std::vector<CleanItem> items, const std::vector<TagId>& tags = {}) {
        PollRecord record{.source = source};
        for (auto& told : items) {
            record.items.push_back({.item = std::move(told), .tags = {}});
            for (const auto tag : tags) record.items.back().tags.push_back({.tag = tag, .reason = "because"});
        }
        polls.push_back(std::move(record));
    }

    [[nodiscard]] IngestPlan plan(Time now = noon + 1h) const { return plan_ingest(polls, known, now); }
};

std::vector<PlaceChange::Kind> kinds(const Telling& telling) {
    std::vector<PlaceChange::Kind> found;
    for (const auto& change : telling.places) found.push_back(change.kind);
    return found;
}

} // namespace

using Kind = PlaceChange::Kind;

TEST_CASE_METHOD(Planning, "An unknown item is added, joins its tags and takes the first free id", "[store][plan]") {
    const bool is_free = GENERATE(true, false);
    if (is_free) known.free_ids.insert(address(1));
    known.free_ids.insert(entry_urn(ident(1)));
    poll(one, {item(1)}, {kk, ru});
    const auto plan = this->plan();
    REQUIRE(plan.polls.at(0).tellings.size() == 1);
    CHECK(plan.polls[0].added == 1);
    CHECK(plan.polls[0].tellings[0].text == TextChange::added);
    CHECK(kinds(plan.polls[0].tellings[0]) == std::vector{Kind::join, Kind::join});
    CHECK(plan.articles.at(0).entry_id == (is_free ? address(1) : entry_urn(ident(1))));
}

TEST_CASE_METHOD(Planning, "Where neither its own id nor its urn is free an article gets one that none foretells",
                 "[store][plan]") {
    poll(one, {item(1)});
    const auto id = plan().articles.at(0).entry_id;
    CHECK(id == secret_entry_id("secret", ident(1)));
    known.secret = "another";
    CHECK(plan().articles.at(0).entry_id != id);
}

TEST_CASE_METHOD(Planning, "The owner's other words are a revision and what it no longer says leaves the tags",
                 "[store][plan]") {
    has(1, one, {kk, ru});
    poll(one, {item(1, "other words")}, {ru});
    const auto plan = this->plan();
    const auto& telling = plan.polls.at(0).tellings.at(0);
    CHECK(plan.polls[0].revised == 1);
    CHECK(telling.text == TextChange::revised);
    CHECK(telling.updated == noon + 1h);
    CHECK(kinds(telling) == std::vector{Kind::leave, Kind::show});
    CHECK(telling.sources == std::vector{std::pair(one, Effect::news)});
}

TEST_CASE_METHOD(Planning, "A tag that is not configured keeps its members", "[store][plan]") {
    has(1, one, {kk});
    known.away_tags.insert(kk);
    poll(one, {item(1)});
    CHECK(plan().polls.at(0).tellings.at(0).places.empty());
}

TEST_CASE_METHOD(Planning, "Another source's telling is an appearance, once, and takes nothing away", "[store][plan]") {
    has(1, one, {kk});
    poll(two, {item(1, "other words")}, {ru});
    poll(two, {item(1, "other words")}, {ru});
    const auto plan = this->plan();
    const auto& telling = plan.polls.at(0).tellings.at(0);
    CHECK(plan.polls[0].appeared == 1);
    CHECK(telling.appears);
    CHECK(telling.text == TextChange::none);
    CHECK(kinds(telling) == std::vector{Kind::show, Kind::join});
    CHECK(plan.polls[0].others.contains(ident(1)));
    CHECK(plan.polls.at(1).appeared == 0);
    CHECK(plan.polls[1].tellings.at(0).places.empty());
}

TEST_CASE_METHOD(Planning, "What an owner that is gone left is taken over", "[store][plan]") {
    has(1, one, {kk});
    known.sources[one].is_gone = true;
    poll(two, {item(1, "other words")});
    const auto plan = this->plan();
    const auto& telling = plan.polls.at(0).tellings.at(0);
    CHECK(telling.taken_from == one);
    CHECK(telling.text == TextChange::revised);
    CHECK(kinds(telling) == std::vector{Kind::show}); // it stays in its tags
    CHECK(plan.articles.at(0).owner == two);
    CHECK(plan.articles[0].appearances == std::vector{one});
}

TEST_CASE_METHOD(Planning, "Polls of a batch see what the ones before them told", "[store][plan]") {
    known.free_ids = {address(1), entry_urn(ident(1)), entry_urn(ident(2))};
    poll(one, {item(1)}, {kk});
    poll(two, {item(1)}, {ru});
    auto same_id = item(2);
    same_id.entry.id = address(1);
    poll(two, {same_id});
    const auto plan = this->plan();
    CHECK(plan.polls.at(0).added == 1);
    CHECK(plan.polls.at(1).appeared == 1);
    CHECK(plan.polls[1].tellings.at(0).article == plan.polls[0].tellings.at(0).article);
    CHECK(plan.articles.at(1).entry_id == entry_urn(ident(2)));
}

TEST_CASE_METHOD(Planning, "Positions are given oldest first; of equal dates the document's last is the oldest",
                 "[store][plan]") {
    poll(one, {item(1), item(2), item(3, "text", noon - 1h), item(4, "text", std::nullopt)});
    const auto plan = this->plan(noon);
    std::vector<std::size_t> order;
    for (const auto& telling : plan.polls.at(0).tellings) order.push_back(telling.item);
    CHECK(order == std::vector<std::size_t>{2, 3, 1, 0});
}

TEST_CASE_METHOD(Planning, "An item of another id that says the same is the article that vanished", "[store][plan]") {
    auto& old = has(1, one);
    auto told = item(9);
    told.content_hash = old.content_hash;
    told.entry.link.clear();
    poll(one, {told});
    SECTION("where ids are new each time") {
        known.vanished[0] = {.linked = {},
                             .unlinked = {{{told.content_hash, told.entry.published}, ArticleIndex{0}}},
                             .are_ids_stable = false};
        const auto plan = this->plan();
        CHECK(plan.polls.at(0).added == 0);
        CHECK(plan.polls[0].renamed.at(ident(9)) == ident(1));
    }
    SECTION("but not where they are stable") {
        known.vanished[0] = {.linked = {},
                             .unlinked = {{{told.content_hash, told.entry.published}, ArticleIndex{0}}},
                             .are_ids_stable = true};
        CHECK(plan().polls.at(0).added == 1);
    }
}
