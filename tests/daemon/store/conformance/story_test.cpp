#include "daemon/store/day_number.hpp"
#include "feeds/identity/similarity.hpp"
#include "tests/daemon/store/conformance/store_fixture.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;
using Titles = std::vector<std::string>;

namespace {

/// Forty words that no other number shares.
std::string text_of(int story) {
    std::string text;
    for (int i = 0; i < 40; ++i)
        text += "w" + std::to_string(story) + static_cast<char>('a' + i % 26) + std::to_string(i) + ' ';
    return text;
}

struct Stories : StoreFixture {
    SourceId three{};

    Stories() { configure_stories(true); }

    void configure_stories(bool collapses, std::int64_t priority_of_two = 0) {
        std::vector<SourceSetup> sources;
        for (const std::string name : {"one", "two", "three"})
            sources.push_back({.name = name,
                               .site = name + ".kz",
                               .url = "https://" + name + ".kz/",
                               .priority = name == "two" ? priority_of_two : 0});
        const auto records = store->sync_sources(sources, noon);
        one = records[0].id, two = records[1].id, three = records[2].id;
        const std::vector<TagSetup> tags{
            {.name = "kk", .slug = "kk", .rule = collapses ? "#kk collapse" : "#kk", .collapses = collapses},
            {.name = "ru", .slug = "ru", .rule = "#ru"}};
        const auto known = store->sync_tags(tags, noon);
        kk = known[0].id, ru = known[1].id;
    }

    /// How many articles of the first two may join a tag in a day.
    void limit(std::int64_t of_one, std::int64_t of_two, std::int64_t priority_of_two = 0) {
        std::vector<SourceSetup> sources;
        for (const std::string name : {"one", "two", "three"})
            sources.push_back({.name = name,
                               .site = name + ".kz",
                               .url = "https://" + name + ".kz/",
                               .priority = name == "two" ? priority_of_two : 0,
                               .max_per_day = name == "one"   ? of_one
                                              : name == "two" ? of_two
                                                              : 0});
        store->sync_sources(sources, noon);
    }

    /// A visit on the day of `noon`.
    static PollRecord visit(SourceId source, std::vector<IngestItem> items) {
        return {.source = source, .poll = {.tried = noon}, .items = std::move(items), .day = day_number(noon, {})};
    }
    void ingest(const std::vector<PollRecord>& polls) const { store->ingest(polls, noon); }

    static IngestItem telling(int n, int story, const std::vector<TagId>& tags, Time published = noon) {
        IngestItem given{.item = item(n, text_of(story), published)};
        given.item.content_hash += static_cast<unsigned>(n);
        for (const auto tag : tags) given.tags.push_back({.tag = tag, .reason = "because"});
        auto untitled = given.item.entry; // "Item 1" and "Item 2" would be one form that was filled in twice
        untitled.title.clear();
        given.sketch = std::make_shared<const StorySketch>(sketch_story(untitled));
        return given;
    }

    /// A source tells the n-th article with the text of a story.
    void tell(SourceId source, int n, int story, Time now = noon) {
        PollRecord record{.source = source, .poll = {.tried = now}, .items = {telling(n, story, {kk, ru}, now)}};
        store->ingest(std::span(&record, 1), now);
    }

    [[nodiscard]] Article entry(int n, TagId tag) const {
        for (auto& found : reader->live(tag, 100).entries)
            if (found.entry.link == address(n)) return found;
        FAIL("no such entry");
        return {};
    }
    [[nodiscard]] std::string follows(int n, TagId tag) const {
        for (const auto& membership : reader->memberships(reader->find(address(n)).at(0).id))
            if (membership.tag == tag) return membership.follows;
        return "no member";
    }
};

} // namespace

TEST_CASE_METHOD(Stories, "Articles of other sources that tell the same text follow the first of them",
                 "[store][story]") {
    tell(one, 1, 1);
    const auto before = reader->tag_state(kk);
    tell(two, 2, 1, noon + 1h);
    tell(three, 3, 1, noon + 2h);
    tell(three, 4, 2, noon + 3h);
    CHECK(live(kk) == Titles{"Item 4", "Item 1"});
    CHECK(live(ru) == Titles{"Item 4", "Item 3", "Item 2", "Item 1"});
    const auto lead = entry(1, kk);
    REQUIRE(lead.followers.size() == 2);
    CHECK(lead.followers[0].title == "Item 2");
    CHECK(lead.followers[0].url == address(2));
    CHECK(lead.followers[1].source.name == "three");
    CHECK(lead.updated == noon);
    CHECK(entry(1, ru).followers.empty());
    CHECK(reader->member_count(kk) == 4);
    CHECK(reader->tag_state(kk).position == 2);
    CHECK(reader->tag_state(kk).version == before.version + 3);
    CHECK(follows(2, kk) == address(1));
    CHECK(follows(1, kk).empty());
    CHECK(reader->followers(kk, 1).size() == 2);
    CHECK(reader->check().empty());
}

TEST_CASE_METHOD(Stories, "A follower moves the version and no date", "[store][story]") {
    tell(one, 1, 1);
    const auto before = reader->tag_state(kk);
    tell(two, 2, 1, noon + 1h);
    CHECK(reader->tag_state(kk).version == before.version + 1);
    CHECK(reader->tag_state(kk).changed == before.changed);
    CHECK(reader->since(kk, before.version, 10).entries.empty()); // as with a further source of an article
}

TEST_CASE_METHOD(Stories, "Articles of one source are never one story, and one tells a story once", "[store][story]") {
    tell(one, 1, 1);
    tell(one, 2, 1);
    CHECK(live(kk).size() == 2);
    tell(two, 3, 1); // the copy of the older
    CHECK(follows(3, kk) == address(1));
    tell(two, 4, 1);
    CHECK(follows(4, kk) == address(2));
    tell(two, 5, 1);
    CHECK(follows(5, kk).empty());
}

TEST_CASE_METHOD(Stories, "A story takes articles for 72 hours", "[store][story]") {
    tell(one, 1, 1);
    tell(two, 2, 1, noon + 72h);
    CHECK(follows(2, kk) == address(1));
    tell(three, 3, 1, noon + 73h);
    CHECK(follows(3, kk).empty());
}

TEST_CASE_METHOD(Stories, "Of several in one transaction the highest priority leads, then the earliest",
                 "[store][story]") {
    configure_stories(true, 5);
    std::vector<PollRecord> polls{
        {.source = one, .items = {telling(1, 1, {kk}, noon - 2h), telling(4, 2, {kk}, noon - 1h)}},
        {.source = two, .items = {telling(2, 1, {kk}, noon)}},
        {.source = three, .items = {telling(3, 1, {kk}, noon - 3h), telling(5, 2, {kk}, noon - 2h)}}};
    store->ingest(polls, noon);
    CHECK(live(kk) == Titles{"Item 2", "Item 5"});
    CHECK(entry(2, kk).followers.size() == 2);
    CHECK(reader->check().empty());
}

TEST_CASE_METHOD(Stories, "When the lead leaves, its first follower leads at a new position", "[store][story]") {
    tell(one, 1, 1);
    tell(two, 2, 1, noon + 1h);
    tell(three, 3, 1, noon + 2h);
    PollRecord gone{.source = one, .items = {telling(1, 7, {ru})}};
    gone.items[0].sketch = nullptr;
    store->ingest(std::span(&gone, 1), noon + 3h);
    CHECK(live(kk) == Titles{"Item 2"});
    CHECK(entry(2, kk).position == 2);
    CHECK(entry(2, kk).updated == noon + 1h);
    CHECK(reader->tag_state(kk).changed == noon + 3h);
    CHECK(follows(3, kk) == address(2));
    CHECK(reader->member_count(kk) == 2);

    tell(one, 1, 7, noon + 4h); // comes back, and follows
    CHECK(live(kk) == Titles{"Item 2"});
    CHECK(follows(1, kk) == address(2));
    CHECK(reader->member_count(kk) == 3);
    CHECK(reader->check().empty());
}

TEST_CASE_METHOD(Stories, "A follower that no longer matches leaves the list", "[store][story]") {
    tell(one, 1, 1);
    tell(two, 2, 1, noon + 1h);
    PollRecord gone{.source = two, .items = {telling(2, 7, {ru})}};
    store->ingest(std::span(&gone, 1), noon + 2h);
    CHECK(entry(1, kk).followers.empty());
    CHECK(reader->member_count(kk) == 1);
    CHECK(reader->check().empty());
}

TEST_CASE_METHOD(Stories, "A tag that collapses no more gives followers positions, oldest first", "[store][story]") {
    tell(one, 1, 1);
    tell(two, 2, 1, noon + 1h);
    tell(three, 3, 1, noon + 2h);
    configure_stories(false);
    const auto run = store->begin_run(match_job, 0, noon + 3h);
    HistorySlice slice{.job = std::string(match_job), .run = run.number, .is_last = true, .tags = {kk}};
    for (const int n : {1, 2, 3}) {
        const auto stored = reader->find(address(n)).at(0);
        slice.matched.push_back(
            {.id = stored.id, .content_hash = stored.content_hash, .tags = {{.tag = kk, .reason = "because"}}});
        slice.up_to = stored.id;
    }
    store->store_slice(slice, noon + 3h);
    CHECK(live(kk) == Titles{"Item 3", "Item 2", "Item 1"});
    CHECK(entry(2, kk).position == 2);
    CHECK(entry(3, kk).position == 3);
    CHECK(entry(1, kk).followers.empty());
    CHECK(reader->member_count(kk) == 3);
    CHECK(reader->check().empty());
}

TEST_CASE_METHOD(Stories, "Ten sources that copy one text a hundred times lose nothing", "[store][story]") {
    std::vector<SourceSetup> setups;
    for (int n = 0; n < 10; ++n)
        setups.push_back({.name = "s" + std::to_string(n),
                          .site = std::to_string(n) + ".kz",
                          .url = "https://kz/" + std::to_string(n)});
    const auto sources = store->sync_sources(setups, noon);
    for (int source = 0; source < 10; ++source) {
        PollRecord record{.source = sources[static_cast<std::size_t>(source)].id};
        for (int n = 0; n < 100; ++n) record.items.push_back(telling(1000 + source * 100 + n, 1, {kk}));
        store->ingest(std::span(&record, 1), noon);
    }
    CHECK(reader->member_count(kk) == 1000);
    CHECK(reader->tag_state(kk).position < 1000); // how many stories that makes is nobody's promise
    CHECK(reader->check().empty());
}

TEST_CASE_METHOD(Stories, "Followers do not count towards the limit a day of their source, and leads do",
                 "[store][story]") {
    limit(0, 1);
    tell(one, 1, 1);
    const auto in_kk = [&](SourceId source, int n, int story, Time now) {
        PollRecord record{.source = source, .poll = {.tried = now}, .items = {telling(n, story, {kk}, now)}};
        store->ingest(std::span(&record, 1), now);
    };
    PollRecord elsewhere{.source = one, .poll = {.tried = noon}, .items = {telling(2, 2, {ru}), telling(3, 3, {ru})}};
    store->ingest(std::span(&elsewhere, 1), noon);
    in_kk(two, 11, 1, noon + 1h); // follows
    in_kk(two, 12, 2, noon + 2h); // of a story, and the first of it in this tag
    in_kk(two, 13, 3, noon + 3h); // over the limit
    CHECK(follows(11, kk) == address(1));
    CHECK(follows(12, kk).empty());
    CHECK(follows(13, kk) == "no member");
    CHECK(reader->check().empty());
}

TEST_CASE_METHOD(Stories, "What may not lead for the limit of its source follows another one of its transaction",
                 "[store][story][cap]") {
    const std::int64_t priority_of_two = GENERATE(5, 0);
    const bool is_one_first = GENERATE(true, false);
    limit(1, 1, priority_of_two);
    ingest({visit(one, {telling(10, 10, {kk})})}); // its limit
    std::vector<PollRecord> polls{visit(one, {telling(1, 1, {kk}, noon - 1h)}), visit(two, {telling(2, 1, {kk})})};
    if (!is_one_first) std::swap(polls[0], polls[1]);
    ingest(polls);
    CHECK(follows(2, kk).empty());
    CHECK(follows(1, kk) == address(2));
    ingest({visit(two, {telling(3, 3, {kk})})}); // the lead was counted
    CHECK(follows(3, kk) == "no member");
    CHECK(reader->check().empty());
}

TEST_CASE_METHOD(Stories, "A story that only sources beyond their limits tell joins no tag", "[store][story][cap]") {
    limit(1, 1);
    ingest({visit(one, {telling(10, 10, {kk})}), visit(two, {telling(20, 20, {kk})})});
    ingest({visit(one, {telling(1, 1, {kk})}), visit(two, {telling(2, 1, {kk})})});
    for (const int n : {1, 2}) {
        CHECK(follows(n, kk) == "no member");
        CHECK(reader->capped(reader->find(address(n)).at(0).id) == std::vector{kk});
    }
    CHECK(reader->check().empty());
}

TEST_CASE_METHOD(Stories, "A rule that is applied to history counts the leads of stories, whichever may lead",
                 "[store][story][cap]") {
    const bool is_two_at_limit = GENERATE(true, false);
    limit(1, 1);
    ingest({visit(one, {telling(10, 10, {kk})})});
    if (is_two_at_limit) ingest({visit(two, {telling(20, 20, {kk})})});
    ingest({visit(one, {telling(1, 1, {}, noon - 1h)})});
    ingest({visit(two, {telling(2, 1, {})})});
    const auto run = store->begin_run(match_job, 0, noon);
    HistorySlice slice{.job = std::string(match_job), .run = run.number, .is_last = true, .tags = {kk}};
    for (const auto& stored : reader->history({}, 10)) {
        slice.matched.push_back(
            {.id = stored.id, .content_hash = stored.content_hash, .tags = {{.tag = kk, .reason = "because"}}});
        slice.up_to = stored.id;
    }
    store->store_slice(slice, noon);
    CHECK(follows(1, kk) == (is_two_at_limit ? "no member" : address(2)));
    CHECK(follows(2, kk) == (is_two_at_limit ? "no member" : ""));
    CHECK(reader->capped(reader->find(address(1)).at(0).id).size() == (is_two_at_limit ? 1 : 0));
    ingest({visit(two, {telling(3, 3, {kk})})}); // it has had its one by now
    CHECK(follows(3, kk) == "no member");
    CHECK(reader->check().empty());
}

TEST_CASE_METHOD(Stories, "An article follows the lead that there is, whoever tells the story in the same transaction",
                 "[store][story][cap]") {
    limit(0, 1);
    ingest({visit(one, {telling(1, 1, {kk})})});
    ingest({visit(two, {telling(2, 1, {}), telling(20, 20, {kk})})});
    ingest({visit(two, {telling(2, 1, {kk})}), visit(three, {telling(3, 1, {kk})})});
    CHECK(follows(2, kk) == address(1));
    CHECK(follows(3, kk) == address(1));
    CHECK(reader->check().empty());
}
