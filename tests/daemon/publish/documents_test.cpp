#include "daemon/publish/documents.hpp"

#include "tests/daemon/publish/publisher.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <future>
#include <vector>

using namespace arna;
using namespace std::chrono_literals;

namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string etag(const Lookup& lookup) { return entity_tag(*lookup.document, Coding::identity); }

} // namespace

TEST_CASE("All feeds of a tag come of one read, and each page of one", "[publish][documents]") {
    Publisher publisher;
    for (const char* path : {"/tags/referendum-2026.atom", "/tags/referendum-2026.rss", "/tags/referendum-2026.json"}) {
        CAPTURE(path);
        CHECK(has(publisher.body(path), "Мақала 3"));
    }
    CHECK(publisher.content->reads() == 1);
    for (const char* path : {"/tags/referendum-2026", "/ru/tags/referendum-2026", "/ru/tags/referendum-2026"})
        CHECK(has(publisher.body(path), "Мақала 3"));
    CHECK(publisher.content->reads() == 3);
}

TEST_CASE("A change makes every page of a tag stale", "[publish][documents]") {
    Publisher publisher;
    const std::vector<std::string> paths = {"/tags/referendum-2026",
                                            "/kk/tags/referendum-2026",
                                            "/ru/tags/referendum-2026",
                                            "/en/tags/referendum-2026",
                                            "/",
                                            "/kk/"};
    for (const auto& path : paths) CHECK_FALSE(has(publisher.body(path), "Мақала 4"));
    publisher.content->change([](FakeContent& content) {
        content.live[1].entries = {article(4)};
        content.live[1].state.version = 13;
    });
    publisher.changed({TagId{1}});
    for (const auto& path : paths) CHECK(has(publisher.body(path), "Мақала 4"));
}

TEST_CASE("Pages of a tag differ by language, and so do their validators", "[publish][documents]") {
    Publisher publisher;
    const auto usual = publisher.find("/tags/referendum-2026"), kazakh = publisher.find("/kk/tags/referendum-2026"),
               russian = publisher.find("/ru/tags/referendum-2026");
    CHECK(has(*usual.document->body, "<html lang=\"kk\">")); // the tag's own
    CHECK(has(*russian.document->body, "<html lang=\"ru\">"));
    CHECK(etag(usual) != etag(kazakh)); // they are at other addresses
    CHECK(etag(kazakh) != etag(russian));
    CHECK(vary(*usual.document) == "Accept-Encoding, Accept-Language");
    CHECK(vary(*russian.document) == "Accept-Encoding");
    CHECK(has(description_fields(*russian.document, Coding::identity, 1), "Content-Language: ru\r\n"));
}

TEST_CASE("A document says who it is by base_url, authority and slug", "[publish][documents]") {
    Publisher publisher;
    const auto atom = publisher.body("/tags/referendum-2026.atom");
    CHECK(has(atom, "<id>tag:feeds.example.kz,2026:tag/referendum-2026</id>"));
    CHECK(has(atom, "href=\"https://feeds.example.kz/base/tags/referendum-2026.atom\""));
    CHECK(has(atom, "<title>Референдум – 2026</title>"));
    CHECK(has(atom, "<updated>2026-02-23T13:00:00Z</updated>"));
    CHECK(has(publisher.body("/tags/sport.atom"), "<title>Спорт</title>"));
    const auto source = publisher.body("/sources/zakon-kk.atom");
    CHECK(has(source, "<id>tag:feeds.example.kz,2026:source/zakon-kk</id>"));
    CHECK(has(source, "<title>Zakon.kz</title>"));
}

TEST_CASE("A document has its type, validators and how long caches may keep it", "[publish][documents]") {
    Publisher publisher;
    const auto atom = publisher.find("/tags/referendum-2026.atom").document;
    CHECK(content_type(atom->format) == "application/atom+xml; charset=utf-8");
    CHECK(entity_tag(*atom, Coding::identity).starts_with("\"12-"));
    CHECK(atom->last_modified == noon + 1h);
    CHECK(cache_control(*atom) == "public, max-age=60, stale-while-revalidate=300, stale-if-error=86400");
    CHECK(content_type(publisher.find("/feeds.opml").document->format) == "text/x-opml; charset=utf-8");
}

TEST_CASE("Documents are kept until their tag changes", "[publish][documents]") {
    Publisher publisher;
    const auto first = publisher.find("/tags/referendum-2026.atom");
    const auto sport = publisher.find("/tags/sport.atom");
    CHECK(publisher.find("/tags/referendum-2026.atom").document == first.document);
    publisher.content->change([](FakeContent& content) {
        content.live[1].entries.insert(content.live[1].entries.begin(), article(4));
        content.live[1].state.version = 13;
    });
    CHECK(publisher.find("/tags/referendum-2026.atom").document == first.document);
    publisher.changed({TagId{1}});
    const auto second = publisher.find("/tags/referendum-2026.atom");
    CHECK(has(*second.document->body, "Мақала 4"));
    CHECK(etag(second) != etag(first));
    CHECK(publisher.find("/tags/sport.atom").document == sport.document);
    CHECK_FALSE(has(*first.document->body, "Мақала 4")); // whoever still sends it sends what it was
}

TEST_CASE("The same content has the same bytes and ETag after a restart", "[publish][documents]") {
    std::vector<std::string> before;
    for (int start = 0; start < 2; ++start) {
        Publisher publisher;
        std::vector<std::string> seen;
        for (const char* path : {"/", "/feeds.opml", "/tags/referendum-2026", "/tags/referendum-2026.atom",
                                 "/tags/referendum-2026.rss", "/tags/referendum-2026.json", "/sources/zakon-kk.json"}) {
            const auto lookup = publisher.find(path);
            REQUIRE(lookup.document);
            seen.push_back(etag(lookup) + *lookup.document->body);
            CHECK(lookup.document->last_modified == noon + 1h);
        }
        if (start == 0)
            before = std::move(seen);
        else
            CHECK(seen == before);
    }
}

TEST_CASE("Whoever asks while a document is rendered shares the render", "[publish][documents]") {
    Publisher publisher;
    publisher.content->hold();
    std::vector<std::future<Lookup>> asked;
    for (int i = 0; i < 5; ++i)
        asked.push_back(publisher.io.start(publisher.documents->find(publisher.place("/tags/referendum-2026.rss"))));
    publisher.content->wait_for_held(1);
    publisher.content->release();
    for (auto& one : asked) CHECK(IoThread::take(std::move(one)).document);
    CHECK(publisher.content->reads() == 1);
}

TEST_CASE("A change during a render gives those who ask after it the new document", "[publish][documents]") {
    Publisher publisher;
    publisher.content->hold();
    auto early = publisher.io.start(publisher.documents->find(publisher.place("/tags/referendum-2026.atom")));
    publisher.content->wait_for_held(1);
    publisher.changed({TagId{1}});
    auto late = publisher.io.start(publisher.documents->find(publisher.place("/tags/referendum-2026.atom")));
    publisher.content->wait_for_held(2);
    publisher.content->release();
    CHECK(IoThread::take(std::move(early)).document);
    const auto current = IoThread::take(std::move(late)).document;
    CHECK(publisher.find("/tags/referendum-2026.atom").document == current);
    CHECK(publisher.content->reads() == 2);
}

TEST_CASE("A store that fails is an error for whoever asked, not for later", "[publish][documents]") {
    Publisher publisher;
    publisher.content->change([](FakeContent& content) { content.fails = true; });
    CHECK_THROWS_AS(publisher.find("/tags/referendum-2026.atom"), StoreFailure);
    publisher.content->change([](FakeContent& content) { content.fails = false; });
    const auto kept = publisher.find("/tags/referendum-2026.atom");
    CHECK(kept.document);
    publisher.content->change([](FakeContent& content) { content.fails = true; });
    CHECK(publisher.find("/tags/referendum-2026.atom").document == kept.document);
}

TEST_CASE("What a change made old is served while the store fails, and given up for its successor",
          "[publish][documents]") {
    Publisher publisher;
    const auto old = publisher.find("/tags/referendum-2026.atom").document;
    publisher.content->change([](FakeContent& content) {
        content.fails = true;
        content.live[1].entries = {article(4)};
    });
    publisher.changed({TagId{1}});
    CHECK(publisher.find("/tags/referendum-2026.atom").document == old);
    CHECK(publisher.find("/tags/referendum-2026.rss").document);
    CHECK_THROWS_AS(publisher.find("/tags/sport.atom"), StoreFailure); // of which there is none
    publisher.content->change([](FakeContent& content) { content.fails = false; });
    CHECK(has(*publisher.find("/tags/referendum-2026.atom").document->body, "Мақала 4"));
}

TEST_CASE("After a new configuration nothing old is served, even while the store fails", "[publish][documents]") {
    Publisher publisher;
    REQUIRE(publisher.find("/tags/referendum-2026.atom").document);
    publisher.content->change([](FakeContent& content) { content.fails = true; });
    publisher.io.run([&] { publisher.documents->reload(publish_options()); });
    CHECK_THROWS_AS(publisher.find("/tags/referendum-2026.atom"), StoreFailure);
}

TEST_CASE("Bodies are compressed once", "[publish][documents]") {
    Publisher publisher;
    const auto document = publisher.find("/tags/referendum-2026.atom").document;
    const auto plain = publisher.io.run(publisher.documents->body(document, Coding::identity));
    for (const auto coding : {Coding::gzip, Coding::brotli}) {
        auto one = publisher.io.start(publisher.documents->body(document, coding));
        auto two = publisher.io.start(publisher.documents->body(document, coding));
        const auto body = IoThread::take(std::move(one));
        CHECK(IoThread::take(std::move(two)) == body);
        CHECK(publisher.io.run(publisher.documents->body(document, coding)) == body);
        CHECK(body->size() < plain->size() / 2);
    }
    CHECK(publisher.documents->counters().kept_bytes > plain->size());
}

TEST_CASE("What is least recently used makes room", "[publish][documents]") {
    PublishOptions options = publish_options();
    for (int i = 10; i < 60; ++i) {
        options.tags.push_back({.id = TagId{i}, .name = fmt::format("t{}", i), .slug = fmt::format("t{}", i)});
    }
    constexpr std::size_t capacity = 100'000;
    Publisher publisher(capacity, std::move(options));
    const auto first = publisher.find("/tags/t10.atom").document;
    for (int i = 10; i < 60; ++i) {
        publisher.find(fmt::format("/tags/t{}.atom", i));
        CHECK(publisher.find("/tags/t10.atom").document == first); // used again and again: it stays
        CHECK(publisher.documents->counters().kept_bytes <= capacity);
    }
    CHECK(publisher.documents->counters().evictions > 0);
    const auto reads = publisher.content->reads();
    publisher.find("/tags/t11.atom");
    CHECK(publisher.content->reads() == reads + 1);
}

TEST_CASE("A document larger than the room is served all the same", "[publish][documents]") {
    Publisher publisher(10);
    CHECK(publisher.find("/tags/referendum-2026.atom").document);
    CHECK(publisher.body("/tags/referendum-2026.atom", Coding::gzip).size() > 10);
}

TEST_CASE("Archive pages exist once they are full and keep their ETag when the tag goes on", "[publish][documents]") {
    Publisher publisher;
    publisher.content->change([](FakeContent& content) {
        for (const std::int64_t page : {1, 2}) {
            content.archive[{1, page}].state = {.position = 120, .version = 200, .changed = noon + 2h};
            for (int i = 0; i < 50; ++i)
                content.archive[{1, page}].entries.push_back(article(i + static_cast<int>(page) * 50));
        }
        content.archive[{1, 3}].state = content.archive[{1, 2}].state;
        content.live[1].state = {.position = 120, .version = 200, .changed = noon + 2h};
    });
    CHECK(has(publisher.body("/tags/referendum-2026.atom"),
              "rel=\"prev-archive\" href=\"https://feeds.example.kz/base/tags/referendum-2026/archive/2.atom\""));
    const auto page = publisher.find("/tags/referendum-2026/archive/2.atom");
    REQUIRE(page.document);
    CHECK(cache_control(*page.document) == "public, max-age=86400");
    CHECK(has(*page.document->body, "<fh:archive></fh:archive>"));
    CHECK(
        has(*page.document->body, "rel=\"current\" href=\"https://feeds.example.kz/base/tags/referendum-2026.atom\""));
    CHECK(has(*page.document->body, "/tags/referendum-2026/archive/1.atom"));
    CHECK_FALSE(has(publisher.body("/tags/referendum-2026/archive/1.atom"), "rel=\"prev-archive\""));
    CHECK(publisher.find("/tags/referendum-2026/archive/3.atom").outcome == Lookup::Outcome::not_found);
    CHECK(publisher.find("/tags/referendum-2026/archive/999.atom").outcome == Lookup::Outcome::not_found);

    publisher.content->change([](FakeContent& content) {
        content.archive[{1, 2}].state = {.position = 130, .version = 210, .changed = noon + 3h};
    });
    publisher.changed({TagId{1}});
    const auto later = publisher.find("/tags/referendum-2026/archive/2.atom");
    CHECK(etag(later) == etag(page));
    CHECK(*later.document->body == *page.document->body);
    CHECK(later.document != page.document);
}

TEST_CASE("A full archive page whose articles all left is empty, not missing", "[publish][documents]") {
    Publisher publisher;
    publisher.content->change([](FakeContent& content) { content.archive[{1, 1}].state = {.position = 50}; });
    const auto page = publisher.find("/tags/referendum-2026/archive/1.atom");
    REQUIRE(page.document);
    CHECK_FALSE(has(*page.document->body, "<entry>"));
}

TEST_CASE("Former slugs and names are moved, what left is gone, the rest is not found", "[publish][documents]") {
    Publisher publisher;
    const auto moved = publisher.find("/tags/Референдум-2026.atom");
    CHECK(moved.outcome == Lookup::Outcome::moved);
    CHECK(moved.location == "referendum-2026.atom");
    CHECK(publisher.find("/tags/eski.rss").outcome == Lookup::Outcome::gone);
    CHECK(publisher.find("/tags/nothing").outcome == Lookup::Outcome::not_found);
    CHECK(publisher.find("/sources/secret.atom").outcome == Lookup::Outcome::not_found);
    CHECK(publisher.content->reads() == 0);
}

TEST_CASE("The index and the list follow the tags", "[publish][documents]") {
    Publisher publisher;
    const auto index = publisher.body("/");
    CHECK(has(index, "<h1>Арна</h1>"));
    CHECK(has(index, "href=\"tags/sport.rss\""));
    CHECK(has(index, "href=\"https://feeds.example.kz/base/tags/sport.atom\""));
    CHECK_FALSE(has(index, "eski"));
    CHECK(has(index, "2026 ж. 23 ақпан, 13:00") != has(index, "23 February 2026, 13:00"));
    const auto list = publisher.body("/feeds.opml");
    CHECK(has(list, "xmlUrl=\"https://feeds.example.kz/base/tags/referendum-2026.atom\""));
    CHECK(has(list, "xmlUrl=\"https://feeds.example.kz/base/sources/zakon-kk.atom\""));
    CHECK_FALSE(has(list, "secret"));
    publisher.content->change([](FakeContent& content) { content.tags[0].state.changed = noon + 5h; });
    publisher.changed({TagId{1}});
    CHECK(publisher.body("/") != index);
    CHECK(publisher.body("/feeds.opml") == list);
}

TEST_CASE("The feed of an unpublished source is not given away, nor is the source named beside others",
          "[publish][documents]") {
    Publisher publisher;
    publisher.content->change([](FakeContent& content) {
        Article own = article(5, "secret");
        Article shared = article(6);
        shared.also_in = {own.source};
        content.live[1].entries = {shared, own};
    });
    for (const char* path : {"/tags/referendum-2026.atom", "/tags/referendum-2026.rss", "/tags/referendum-2026.json",
                             "/tags/referendum-2026"}) {
        CAPTURE(path);
        const auto body = publisher.body(path);
        CHECK_FALSE(has(body, "https://secret.example/rss"));
        CHECK(has(body, "https://secret.example/5"));
    }
    const auto atom = publisher.body("/tags/referendum-2026.atom");
    CHECK(has(atom, "<source><id>tag:feeds.example.kz,2026:source/secret</id>"));
    CHECK_FALSE(has(atom.substr(atom.find("<entry")), "rel=\"related\""));
}

TEST_CASE("What an unpublished source says of an article that another has, too, is for tags that name it",
          "[publish][documents]") {
    PublishOptions options = publish_options();
    options.tags[1].sources = {"secret"};
    Publisher publisher(std::size_t{64} << 20, std::move(options));
    publisher.content->change([](FakeContent& content) {
        Article shared = article(5, "secret");
        shared.entry.rights = "paid text";
        shared.entry.authors = {{.name = "Paid author"}};
        shared.entry.categories = {{.term = "paid"}};
        shared.also_in = {article(5).source};
        content.live[1].entries = content.live[2].entries = content.sources[1].entries = {shared};
    });
    for (const char* path : {"/tags/referendum-2026.atom", "/tags/referendum-2026.rss", "/tags/referendum-2026.json",
                             "/tags/referendum-2026", "/sources/zakon-kk.atom", "/sources/zakon-kk", "/"}) {
        CAPTURE(path);
        const auto body = publisher.body(path);
        CHECK(has(body, "Мақала 5"));
        CHECK(has(body, "https://secret.example/5"));
        CHECK_FALSE(has(body, "aid text"));
        CHECK_FALSE(has(body, "Paid author"));
        CHECK_FALSE(has(body, "secret.example/\""));
    }
    const auto atom = publisher.body("/tags/referendum-2026.atom");
    CHECK(has(atom, "<source><id>https://zakon-kk.example/rss"));
    CHECK(has(publisher.body("/tags/sport.atom"), "paid text"));
}

TEST_CASE("A source's feed is called what the source calls itself, where the configuration gives no title",
          "[publish][documents]") {
    PublishOptions options = publish_options();
    options.sources[0].title.clear();
    Publisher publisher(std::size_t{64} << 20, std::move(options));
    publisher.content->change([](FakeContent& content) {
        content.sources[1].entries[0].source.facts.title = "Zakon";
        content.source_records = {{.id = SourceId{1}, .name = "zakon-kk", .facts = {.title = "Zakon"}}};
    });
    CHECK(has(publisher.body("/sources/zakon-kk.atom"), "<title>Zakon</title><updated>"));
    CHECK(has(publisher.body("/feeds.opml"), "text=\"Zakon\""));
    CHECK(has(publisher.body("/"), ">Zakon</a>"));
}

TEST_CASE("A password in a source's address is never published", "[publish][documents]") {
    Publisher publisher;
    publisher.content->change([](FakeContent& content) {
        FeedFacts& facts = content.live[1].entries[0].source.facts;
        facts.self = facts.id = "https://user:hunter2@zakon-kk.example/rss";
        facts.link = "https://user:hunter2@zakon-kk.example/";
    });
    for (const char* path : {"/tags/referendum-2026.atom", "/tags/referendum-2026.rss", "/tags/referendum-2026.json",
                             "/tags/referendum-2026"}) {
        CHECK_FALSE(has(publisher.body(path), "hunter2"));
    }
}

TEST_CASE("A source without an address of its own is named with the configured one", "[publish][documents]") {
    Publisher publisher;
    publisher.content->change([](FakeContent& content) {
        content.live[1].entries[0].source.facts.self.clear();
        content.live[1].entries[0].source.facts.id.clear();
    });
    CHECK(has(publisher.body("/tags/referendum-2026.rss"), "<source url=\"https://zakon-kk.example/rss\">"));
    CHECK(has(publisher.body("/tags/referendum-2026.atom"), "<id>tag:feeds.example.kz,2026:source/zakon-kk</id>"));
}

TEST_CASE("A new configuration shows at once and moves Last-Modified", "[publish][documents]") {
    Publisher publisher;
    const auto before = publisher.find("/tags/referendum-2026.atom");
    PublishOptions options = publish_options();
    options.tags[0].title = "Жаңа атау";
    options.configured = noon + 24h;
    publisher.io.run([&] { publisher.documents->reload(options); });
    const auto after = publisher.find("/tags/referendum-2026.atom");
    CHECK(has(*after.document->body, "<title>Жаңа атау</title>"));
    CHECK(etag(after) != etag(before));
    CHECK(after.document->last_modified == noon + 24h);
}

TEST_CASE("A page's policy allows no script and its own style", "[publish][documents]") {
    CHECK(page_policy().starts_with("default-src 'none'; style-src 'sha256-"));
    CHECK(page_policy().find("script-src") == std::string::npos);
    CHECK(page_policy().find("unsafe") == std::string::npos);
}
