// The pages of articles: what waits for them, what they give, what is kept of them.
#include "tests/daemon/store/conformance/store_fixture.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;
using Titles = std::vector<std::string>;
using Standing = PageState::Standing;

namespace {

struct Paging : StoreFixture {
    static PageWish wish(int n, bool holds = true, Time due = noon) {
        return {.url = address(n), .due = due, .holds = holds};
    }

    /// A poll whose items want their pages.
    IngestResult wanting(std::vector<CleanItem> items, Time now = noon, bool holds = true) {
        PollRecord record{.source = one, .poll = {.tried = now}, .facts = FeedFacts{.title = "Zakon"}};
        for (auto& item : items) {
            const int n = item.ident[0];
            record.items.push_back({.item = std::move(item), .tags = {{.tag = kk, .reason = "mention"}}});
            record.items.back().page = wish(n, holds, now);
        }
        return store->ingest(std::span(&record, 1), now);
    }

    [[nodiscard]] PagedArticle paged(int n) {
        const auto known = reader->known(std::vector{ident(n)});
        REQUIRE(known.size() == 1);
        auto found = reader->paged(known.front().id);
        REQUIRE(found);
        return std::move(*found);
    }

    /// The n-th item with the text of its page and what only the page says.
    static CleanItem filled(int n, const std::string& text, std::optional<Time> published = noon) {
        auto made = item(n, text, published);
        made.entry.categories = {{.term = "#Референдум-2026", .scheme = "page:label"}};
        return made;
    }

    static PagePart part(const std::string& text) {
        PagePart made{.entry = {}, .evidence = {{"published", "json-ld"}, {"categories", "label"}}};
        made.entry.content = Sanitizer::trusted("<p>" + text + "</p>");
        made.entry.categories = {{.term = "#Референдум-2026", .scheme = "page:label"}};
        return made;
    }

    /// What came of the page of the n-th item.
    PageRecord read(int n, CleanItem item, const std::vector<TagId>& tags, Time now, bool releases = true) {
        const auto before = paged(n);
        PageRecord record{.article = before.id,
                          .owner = before.owner,
                          .content_hash = before.content_hash,
                          .item = std::nullopt,
                          .part = std::nullopt,
                          .state = before.state,
                          .is_asked = true,
                          .releases = releases,
                          .kept = std::nullopt};
        record.item = IngestItem{.item = std::move(item), .tags = {}};
        for (const auto tag : tags) record.item->tags.push_back({.tag = tag, .reason = "label"});
        record.state.standing = Standing::read;
        record.state.due.reset();
        record.state.asked = now;
        record.state.status = 200;
        return record;
    }

    [[nodiscard]] SourceWatch watch() const {
        for (const auto& source : reader->sources())
            if (source.id == one) return source.watch;
        return {};
    }
};

} // namespace

TEST_CASE_METHOD(Paging, "An article that waits for its page is stored, and in no feed", "[store][page]") {
    const auto result = wanting({item(1, "bare"), item(2, "bare too")});
    CHECK(result.added == 2);
    CHECK(result.awaiting == 2);
    CHECK(result.held == 0);
    CHECK(result.changed_tags.empty());
    CHECK(live(kk).empty());
    CHECK(reader->tag_state(kk).position == 0);
    CHECK(reader->of_source(one, 50).entries.empty());
    CHECK(reader->held(one, {}, 50).empty()); // it does not wait to be accepted
    CHECK(watch().held == 0);
    CHECK(watch().pages_waiting == 2);
    open();
    const auto waiting = reader->waiting_pages(one);
    REQUIRE(waiting.size() == 2);
    CHECK(waiting[0].held == noon);
    CHECK(waiting[0].state.url == address(2)); // of equal dates the document's last is the oldest
    CHECK(waiting[0].state.due == noon);
    CHECK(reader->waiting_pages(two).empty());
    CHECK(reader->waiting_pages().size() == 2);
    const auto found = reader->find(address(1));
    REQUIRE(found.size() == 1);
    CHECK(found[0].article.awaits_page);
    CHECK(found[0].article.held == noon);
    CHECK(reader->check().empty());
}

TEST_CASE_METHOD(Paging, "An article enters its tags with what its page says, as a new one does", "[store][page]") {
    wanting({item(1, "bare", std::nullopt)}, noon);
    auto record = read(1, filled(1, "the whole text", noon - 3h), {kk, ru}, noon + 10s);
    record.part = part("the whole text");
    record.state.etag = "\"1\"";
    const auto result = store->store_page(record, noon + 10s);
    REQUIRE(result);
    CHECK(result->revised == 0);
    CHECK(result->changed_tags.size() == 2);
    const auto page = reader->live(ru, 50);
    REQUIRE(page.entries.size() == 1);
    const auto& article = page.entries.front();
    CHECK(article.entry.content.str() == "<p>the whole text</p>");
    CHECK(article.published == noon - 3h); // nobody had seen another date
    CHECK(article.updated == noon - 3h);
    CHECK(article.first_seen == noon);
    CHECK(article.revision == 1);
    CHECK(article.reason == "label");
    CHECK_FALSE(article.held);
    CHECK(reader->of_source(one, 50).entries.size() == 1);
    const auto kept = paged(1);
    CHECK(kept.state.standing == Standing::read);
    CHECK(kept.state.etag == "\"1\"");
    CHECK_FALSE(kept.is_held);
    CHECK(kept.told.content.str() == "<p>bare</p>");
    CHECK(kept.part == part("the whole text"));
    CHECK(watch().pages_waiting == 0);
    CHECK(watch().pages_read == 1);
    CHECK(reader->waiting_pages().empty());
    CHECK(reader->page_days().at(one).asked == 1);
    CHECK(reader->check().empty());
}

TEST_CASE_METHOD(Paging, "An article whose page does not come enters with what there is", "[store][page]") {
    wanting({item(1, "bare")});
    auto record = read(1, item(1, "bare"), {kk}, noon + 15min);
    record.state.standing = Standing::waiting;
    record.state.due = noon + 30min;
    record.is_asked = false;
    REQUIRE(store->store_page(record, noon + 15min));
    CHECK(live(kk) == Titles{"Item 1"});
    CHECK(reader->waiting_pages().size() == 1);
    CHECK_FALSE(reader->waiting_pages().front().held);

    // Its page comes late: that is a revision.
    auto late = read(1, filled(1, "the whole text"), {kk, ru}, noon + 30min, false);
    late.part = part("the whole text");
    const auto result = store->store_page(late, noon + 30min);
    REQUIRE(result);
    CHECK(result->revised == 1);
    CHECK(live(ru) == Titles{"Item 1"});
    const auto page = reader->live(kk, 50);
    CHECK(page.entries.front().updated == noon + 30min);
    CHECK(page.entries.front().published == noon);
    CHECK(page.entries.front().revision == 2);
    CHECK(reader->check().empty());
}

TEST_CASE_METHOD(Paging, "What the source tells again takes nothing away from what the page gave", "[store][page]") {
    wanting({item(1, "bare")});
    auto record = read(1, filled(1, "the whole text"), {kk, ru}, noon + 10s);
    record.part = part("the whole text");
    REQUIRE(store->store_page(record, noon + 10s));
    const auto known = reader->known(std::vector{ident(1)});
    CHECK(known.front().has_page);

    SECTION("told as before, also under another id") {
        CHECK(poll(one, {item(1, "bare")}, {kk}, noon + 1h).revised == 0);
        auto renamed = item(1, "bare");
        renamed.ident = ident(77);
        renamed.entry.id = "other";
        CHECK(poll(one, {renamed}, {kk}, noon + 2h).added == 0);
        CHECK(reader->live(kk, 50).entries.front().entry.content.str() == "<p>the whole text</p>");
    }
    SECTION("told otherwise, and filled again from what the page had given") {
        auto told = item(1, "edited");
        told.entry.title = "Edited";
        PollRecord again{.source = one, .poll = {.tried = noon + 1h}, .facts = FeedFacts{.title = "Zakon"}};
        again.items.push_back({.item = filled(1, "the whole text, edited")});
        again.items.back().tags = {{.tag = kk, .reason = "label"}, {.tag = ru, .reason = "label"}};
        again.items.back().told = std::make_shared<const ToldItem>(told.entry, told.content_hash, told.exact_hash);
        again.items.back().page = wish(1, false, noon + 1h);
        CHECK(store->ingest(std::span(&again, 1), noon + 1h).revised == 1);
        CHECK(live(ru).size() == 1);
        const auto kept = paged(1);
        CHECK(kept.told.title == "Edited");
        CHECK(kept.part == part("the whole text"));
        CHECK(kept.state.standing == Standing::read);
        CHECK(kept.state.due == noon + 1h);
        CHECK_FALSE(kept.is_held);
    }
    CHECK(reader->check().empty());
}

TEST_CASE_METHOD(Paging, "While an article waits for its page no rule and no revision lets it in", "[store][page]") {
    wanting({item(1, "bare")});
    CHECK(poll(one, {item(1, "edited")}, {kk}, noon + 1min).revised == 0); // nobody has seen the first text
    CHECK(live(kk).empty());
    const auto run = store->begin_run(match_job, 0, noon + 2min);
    HistorySlice slice{.job = std::string(match_job), .run = run.number, .up_to = {}, .is_last = true, .tags = {kk}};
    for (const auto& stored : reader->history({}, 100)) {
        slice.up_to = stored.id;
        slice.matched.push_back(
            {.id = stored.id, .content_hash = stored.content_hash, .tags = {{.tag = kk, .reason = "because"}}});
    }
    store->store_slice(slice, noon + 2min);
    CHECK(live(kk).empty());
    poll(two, {item(1, "edited")}, {ru}, noon + 3min); // another source has it, and no page of it is waited for there
    CHECK(live(ru).empty());
    CHECK(reader->of_source(two, 50).entries.empty());
    const auto record = read(1, filled(1, "the whole text"), {kk}, noon + 4min);
    REQUIRE(store->store_page(record, noon + 4min));
    CHECK(live(kk).size() == 1);
    CHECK(reader->of_source(two, 50).entries.size() == 1);
    CHECK(reader->live(kk, 50).entries.front().revision == 1);
    CHECK(reader->check().empty());
}

TEST_CASE_METHOD(Paging, "What was decided about an article that was told anew since is not stored", "[store][page]") {
    wanting({item(1, "bare")});
    const auto record = read(1, filled(1, "the whole text"), {kk}, noon + 10s);
    poll(one, {item(1, "edited")}, {kk}, noon + 5s);
    CHECK_FALSE(store->store_page(record, noon + 10s));
    CHECK(live(kk).empty());
    CHECK(reader->waiting_pages().size() == 1);
    CHECK(reader->page_days().at(one).asked == 1); // the request was made
}

TEST_CASE_METHOD(Paging, "A page that will not be read is counted, and may be wanted again", "[store][page]") {
    wanting({item(1, "bare")});
    auto record = read(1, item(1, "bare"), {kk}, noon + 10s);
    record.state.standing = Standing::refused;
    record.state.status = 404;
    record.state.why = "404";
    REQUIRE(store->store_page(record, noon + 10s));
    CHECK(watch().pages_refused == 1);
    CHECK(reader->waiting_pages().empty());
    CHECK(live(kk).size() == 1);
    wanting({item(1, "edited")}, noon + 1h, false);
    CHECK(watch().pages_refused == 0);
    REQUIRE(reader->waiting_pages().size() == 1);
    CHECK(reader->waiting_pages().front().state.why.empty());
    CHECK(live(kk).size() == 1);
}

TEST_CASE_METHOD(Paging, "A page that was read and is wanted anew keeps the number of its revisits", "[store][page]") {
    wanting({item(1, "bare")});
    auto record = read(1, filled(1, "the whole text"), {kk}, noon + 10s);
    record.state.revisits = 2;
    record.state.asked = noon + 10s;
    REQUIRE(store->store_page(record, noon + 10s));
    CHECK_FALSE(paged(1).state.is_wanted_anew);
    for (const auto* text : {"edited", "edited again"}) { // wanted anew twice before it is asked for: no difference
        wanting({item(1, text)}, noon + 1h, false);
        CHECK(paged(1).state.is_wanted_anew);
        CHECK(paged(1).state.revisits == 2);
    }
    record = read(1, filled(1, "the text anew"), {kk}, noon + 2h, false);
    record.state.is_wanted_anew = false;
    REQUIRE(store->store_page(record, noon + 2h));
    CHECK(paged(1).state.revisits == 2);
    CHECK_FALSE(paged(1).state.is_wanted_anew);
}

TEST_CASE_METHOD(Paging, "Pages are kept as they came, for as long as they shall be", "[store][page]") {
    wanting({item(1, "bare")});
    auto record = read(1, filled(1, "the whole text"), {kk}, noon + 10s);
    record.kept = KeptPage{.bytes = std::string(5'000, 'x') + "</html>",
                           .url = "https://zakon.kz/1/",
                           .content_type = "text/html; charset=utf-8",
                           .content_language = "kk",
                           .asked = noon + 10s};
    record.keep_for = 48h;
    REQUIRE(store->store_page(record, noon + 10s));
    const auto articles = reader->kept_pages({}, 10);
    REQUIRE(articles.size() == 1);
    CHECK(reader->kept_page(articles.front()) == record.kept);
    store->forget_old_pages(noon + 47h);
    CHECK(reader->kept_pages({}, 10).size() == 1);
    store->forget_old_pages(noon + 49h);
    CHECK(reader->kept_pages({}, 10).empty());
    CHECK(reader->check().empty());
}

TEST_CASE_METHOD(Paging, "Hosts, robots.txt and the requests of a day are kept", "[store][page]") {
    const PageHost host{
        .host = "zakon.kz", .asked = noon, .until = noon + 24h, .refusals = 3, .why = "403 to three pages in a row"};
    store->save_page_host({.host = "zakon.kz", .asked = noon - 1h, .until = {}, .refusals = 2, .why = ""});
    store->save_page_host(host);
    const StoredRobots robots{
        .origin = "https://zakon.kz", .fetched = noon, .status = 200, .text = "User-agent: *\nDisallow: /a\n"};
    store->save_robots(robots);
    wanting({item(1), item(2)});
    REQUIRE(store->store_page(read(1, item(1), {kk}, noon), noon));
    REQUIRE(store->store_page(read(2, item(2), {kk}, noon), noon));
    open();
    CHECK(reader->page_hosts() == std::vector{host});
    CHECK(reader->robots() == std::vector{robots});
    CHECK(reader->page_days().at(one).asked == 2);
    CHECK(reader->page_days().at(one).since_poll == 2);
    store->pause_pages(one, noon + 24h, host.why);
    CHECK(watch().pages_paused == noon + 24h);
    CHECK(watch().pages_paused_for == host.why);
    store->forget_old_pages(noon + 240h);
    CHECK(reader->page_hosts().empty());
    CHECK(reader->robots().empty());
}
