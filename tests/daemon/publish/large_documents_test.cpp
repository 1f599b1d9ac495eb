#include "daemon/publish/documents.hpp"
#include "daemon/publish/render/document_room.hpp"
#include "tests/daemon/publish/allocation_peak.hpp"
#include "tests/daemon/publish/publisher.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace arna {

/// Stands in for the store's reader, which alone gives markup back.
class StoredMarkup {
public:
    static SafeHtml trusted(std::string markup) { return SafeHtml(std::move(markup)); }
};

} // namespace arna

using namespace arna;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t megabyte = 1'000'000;

/// The n-th article, whose text of `size` bytes begins "Мәтін n".
Article long_article(int n, std::size_t size) {
    Article made = article(n);
    std::string text = fmt::format("<p>Мәтін {}</p>", n);
    constexpr std::string_view paragraph = "<p>Бүгін Алматыда \"жаңа\" көрме ашылды &amp; көп адам келді.</p>";
    while (text.size() + paragraph.size() <= size) text += paragraph;
    made.entry.content = StoredMarkup::trusted(std::move(text));
    return made;
}

std::vector<Article> long_articles(int count, std::size_t size = megabyte) {
    std::vector<Article> made;
    for (int n = count; n > 0; --n) made.push_back(long_article(n, size)); // newest first
    return made;
}

std::size_t times(const std::string& text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
    return count;
}

constexpr const char* the_tag[] = {"/tags/referendum-2026.atom", "/tags/referendum-2026.rss",
                                   "/tags/referendum-2026.json", "/tags/referendum-2026"};

} // namespace

TEST_CASE("A document over 32 MiB gives summaries of its oldest entries, in bounded memory", "[publish][large]") {
    Publisher publisher;
    publisher.content->change([](FakeContent& content) { content.live[1].entries = long_articles(40); });
    for (const char* path : the_tag) {
        CAPTURE(path);
        const AllocationPeak peak;
        const auto body = publisher.body(path);
        CHECK(body.size() <= largest_document);
        CHECK(body.size() > largest_document / 2);
        CHECK(peak.bytes() < 6 * largest_document);
        CHECK(times(body, "Мақала ") == 40);                                                     // every entry is there
        CHECK(times(body, "көрме") > 100'000);                                                   // the newest are whole
        const auto oldest = std::max(body.rfind("Мақала 1<") + 1, body.rfind("Мақала 1\"") + 1); // npos becomes 0
        REQUIRE(oldest > 0);
        CHECK(times(body.substr(oldest), "көрме") < 10); // and the oldest are not
    }
    CHECK(publisher.documents->counters().kept_bytes < 3 * largest_document);
}

TEST_CASE("An archive page and a source's feed are bounded too", "[publish][large]") {
    Publisher publisher;
    publisher.content->change([](FakeContent& content) {
        content.archive[{1, 1}] = {.state = {.position = 50}, .entries = long_articles(40)};
        content.sources[1].entries = content.archive[{1, 1}].entries;
    });
    for (const char* path : {"/tags/referendum-2026/archive/1.atom", "/sources/zakon-kk.rss"}) {
        CAPTURE(path);
        const AllocationPeak peak;
        const auto body = publisher.body(path);
        CHECK(body.size() <= largest_document);
        CHECK(times(body, "Мақала") == 40);
        CHECK(peak.bytes() < 6 * largest_document);
    }
}

TEST_CASE("A large document is made alone and kept until its tag changes", "[publish][large]") {
    Publisher publisher;
    publisher.content->change([](FakeContent& content) { content.live[1].entries = long_articles(6); });
    const auto atom = publisher.find("/tags/referendum-2026.atom").document;
    CHECK(publisher.content->reads() == 2); // until it was seen to be large, and for the document
    const auto rss = publisher.find("/tags/referendum-2026.rss").document;
    CHECK(publisher.find("/tags/referendum-2026.atom").document == atom);
    CHECK(publisher.find("/tags/referendum-2026.rss").document == rss);
    CHECK(publisher.content->reads() == 4);
    CHECK(times(*atom->body, "көрме") == times(*rss->body, "көрме")); // nothing was left out
    publisher.content->change([](FakeContent& content) { content.live[1].entries = {article(7)}; });
    publisher.changed({TagId{1}});
    CHECK(times(*publisher.find("/tags/referendum-2026.atom").document->body, "Мақала 7") == 1);
    CHECK(times(*publisher.find("/tags/referendum-2026.rss").document->body, "Мақала 7") == 1);
    CHECK(publisher.content->reads() == 5);
    CHECK(publisher.documents->counters().kept_bytes < megabyte);
}

TEST_CASE("Nothing is left out of large digests", "[publish][large][digest]") {
    auto options = publish_options();
    options.tags.front().digests = {DigestKind::daily};
    Publisher publisher(std::size_t{64} << 20, options);
    constexpr int count = 60;
    publisher.content->change([](FakeContent& content) {
        DigestPage page{.state = {.tag = TagId{1}, .kind = DigestKind::daily, .changed = noon}};
        for (int n = count; n > 0; --n) {
            const auto day = std::chrono::floor<std::chrono::days>(noon) - std::chrono::days(count - n);
            page.digests.push_back({.period = day, .end = noon, .updated = noon, .title = "Спорт", .language = "kk"});
            for (int line = 0; line < 100; ++line)
                page.digests.back().lines.push_back({.title = fmt::format("Мақала {} {}", n, std::string(500, 'a')),
                                                     .url = "https://zakon.kz/1",
                                                     .source = "Zakon"});
        }
        content.digests[{1, DigestKind::daily}] = std::move(page);
    });
    for (const char* path : {"/tags/referendum-2026/daily.atom", "/tags/referendum-2026/daily.rss"})
        CHECK(times(publisher.body(path), "/daily#20") >= count);
}

TEST_CASE("Whoever asks for several formats of a large document gets each", "[publish][large]") {
    Publisher publisher;
    publisher.content->change([](FakeContent& content) { content.live[1].entries = long_articles(6); });
    publisher.content->hold();
    std::vector<std::future<Lookup>> asked;
    for (const char* path : the_tag)
        asked.push_back(publisher.io.start(publisher.documents->find(publisher.place(path))));
    publisher.content->wait_for_held(1);
    publisher.content->release();
    std::vector<Format> formats;
    for (auto& one : asked) formats.push_back(IoThread::take(std::move(one)).document->format);
    CHECK(formats == std::vector{Format::atom, Format::rss, Format::json, Format::html});
}

TEST_CASE("Hostile lists, titles and addresses fit into a document", "[publish][large]") {
    Article hostile = article(1);
    hostile.entry.title = std::string(4'000, '&');
    hostile.entry.link = "https://zakon-kk.example/" + std::string(megabyte, 'x');
    for (int i = 0; i < 10'000; ++i) {
        hostile.entry.categories.push_back({.term = fmt::format("<{}>", i), .label = std::string(100, '"')});
        hostile.entry.authors.push_back({.name = std::string(20, '<'), .uri = hostile.source.facts.link});
        hostile.also_in.push_back(hostile.source);
    }
    hostile.source.facts.rights = std::string(100'000, '>');
    Publisher publisher;
    publisher.content->change([&](FakeContent& content) { content.live[1].entries.assign(30, hostile); });
    for (const char* path : the_tag) {
        CAPTURE(path);
        const AllocationPeak peak;
        CHECK(publisher.body(path).size() <= largest_document);
        CHECK(peak.bytes() < 6 * largest_document);
    }
}

TEST_CASE("Articles that are reduced give their memory back as they are read", "[publish][large]") {
    constexpr std::size_t size = 100'000;
    const Article one = long_article(1, size);
    const AllocationPeak peak;
    DocumentRoom room(50 * size);
    std::vector<Article> articles;
    for (int n = 0; n < 1'000; ++n) {
        articles.push_back(one);
        articles.back().entry.categories.assign(100, {.term = "Ж"});
        articles.back().entry.link += std::string(size, 'x');
        REQUIRE(room.add(articles.back(), ContentPolicy::full));
    }
    CHECK(room.entries(articles).size() == 1'000);
    CHECK(peak.bytes() < 150 * size);
}

TEST_CASE("What does not fit however reduced is left out", "[publish][large]") {
    DocumentRoom room(10'000);
    std::vector<Article> articles;
    for (int n = 1; n <= 4; ++n) {
        articles.push_back(article(n));
        articles.back().entry_id = "urn:x:" + std::string(2'000, 'x'); // an id is not cut
        if (!room.add(articles.back(), ContentPolicy::full)) break;
    }
    CHECK(articles.size() == 3);
    CHECK(room.is_used_up());
    CHECK(room.entries(articles).size() == 1);
}
