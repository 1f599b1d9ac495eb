#include "feeds/pipeline/read_listing.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace arna;
using namespace std::chrono_literals;

namespace {

constexpr Time noon = std::chrono::sys_days(std::chrono::year(2026) / 2 / 23) + 12h;
const ReadOptions options{.source = "qala", .site = "qala.example", .language = "kk", .time_zone = "Asia/Almaty"};

std::string cards(int count) {
    std::string text =
        "<!DOCTYPE html><html lang=kk><head><title>Жаңалықтар – Қала үні</title>"
        "<meta property=og:site_name content='Қала үні'></head><body><main><h1>Жаңалықтар</h1><div class=list>";
    for (int n = count; n > 0; --n)
        text +=
            fmt::format("<div class=card><a class=title href=/qogam/{0}.html>Қаладағы {0} жоба туралы толық мақала</a>"
                        "<p>Әкімдікте {0} рет айтылды.</p><span class=date>{0:02}.02.2026 10:55</span></div>",
                        n);
    return text + "</div></main></body></html>";
}

Result<ListingReading> read(std::string page, const ItemRules* rules = nullptr) {
    return read_listing(
        {.bytes = std::move(page), .url = "https://qala.example/", .content_type = "text/html; charset=utf-8"}, options,
        rules, noon);
}

} // namespace

TEST_CASE("a page that lists articles is read as a feed, known by their links", "[pipeline][listing]") {
    const auto listing = read(cards(5));
    REQUIRE(listing);
    const auto& feed = listing->feed;
    REQUIRE(feed.items.size() == 5);
    CHECK(feed.facts.title == "Қала үні");
    CHECK(feed.items[0].entry.link == "https://qala.example/qogam/5.html");
    CHECK(feed.items[0].entry.title == "Қаладағы 5 жоба туралы толық мақала");
    CHECK(feed.items[0].entry.published == std::chrono::sys_days(std::chrono::year(2026) / 2 / 5) + 5h + 55min);
    CHECK(feed.seen.size() == 5);
    CHECK_FALSE(listing->shape.empty());
    const auto again = read(cards(7));
    REQUIRE(again);
    CHECK(again->shape == listing->shape);
    CHECK(again->feed.items[2].ident == feed.items[0].ident);
    CHECK(again->feed.items[2].content_hash == feed.items[0].content_hash);
}

TEST_CASE("a page without a list is no source", "[pipeline][listing]") {
    const auto* const page = GENERATE("<!DOCTYPE html><title>Жаңа сайт</title><div id=app></div>", "<p>one</p>", "");
    const auto listing = read(page);
    REQUIRE_FALSE(listing);
    CHECK(listing.error().code == Errc::not_a_feed);
    CHECK_FALSE(listing.error().message.empty());
}

TEST_CASE("where a feed or a sitemap stands instead of a page, the error says so", "[pipeline][listing]") {
    const auto message = [](std::string document) { return read(std::move(document)).error().message; };
    const std::string feed = "it is a feed, and no page (did you mean url = \"https://qala.example/\"?)";
    CHECK(message("<?xml version='1.0'?><rss version='2.0'><channel><title>x</title></channel></rss>") == feed);
    CHECK(message("<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title></feed>") == feed);
    CHECK(message(R"({"version": "https://jsonfeed.org/version/1.1", "items": []})") == feed);
    CHECK(message("<urlset><url><loc>https://qala.example/1</loc></url></urlset>") ==
          "it is a sitemap, and no page (did you mean url = \"https://qala.example/\"?)");
    CHECK(message("<p>one</p>").starts_with("no list of articles"));
}

TEST_CASE("rules say which parts of a page are its items; an empty list is no failure, a lost one is",
          "[pipeline][listing]") {
    ItemRules rules{.each = "div.card", .title = "a.title"};
    const auto listing = read(cards(2), &rules);
    REQUIRE(listing);
    CHECK(listing->feed.items.size() == 2);
    const auto empty =
        read("<!DOCTYPE html><title>x</title><main><h1>Жаңалықтар</h1><div class=list></div></main>", &rules);
    CHECK((empty ? empty->feed.items.empty() : empty.error().code == Errc::not_a_feed));
    rules.each = "div.story";
    const auto lost = read(cards(5), &rules);
    REQUIRE_FALSE(lost);
    CHECK(lost.error().message.contains("div.story"));
}

TEST_CASE("the answer of an API is read as a feed by rules", "[pipeline][listing][json]") {
    const ItemRules rules{.each = "/data",
                          .link = "https://qala.example/news/{/slug}",
                          .title = "/headline",
                          .published = "/date",
                          .categories = "/tags/*"};
    const auto answer = [&](std::string bytes) {
        return read_listing(
            {.bytes = std::move(bytes), .url = "https://api.qala.example/v1/news", .content_type = "application/json"},
            options, &rules, noon, ListingKind::json);
    };
    const auto read = answer(R"({"data": [
        {"slug": "2-jol", "headline": "Жаңа жол ашылды", "date": "2026-02-05T10:55:00+05:00", "tags": ["Көлік"]},
        {"slug": "1-su", "headline": "Ауылға су барды", "date": "2026-02-04T09:00:00+05:00", "tags": []}]})");
    REQUIRE(read);
    REQUIRE(read->feed.items.size() == 2);
    const auto& entry = read->feed.items[0].entry;
    CHECK(entry.link == "https://qala.example/news/2-jol");
    CHECK(entry.title == "Жаңа жол ашылды");
    CHECK(entry.published == std::chrono::sys_days(std::chrono::year(2026) / 2 / 5) + 5h + 55min);
    REQUIRE(entry.categories.size() == 1);
    CHECK(entry.categories[0].term == "Көлік");

    const auto empty = answer(R"({"data": []})");
    REQUIRE(empty);
    CHECK(empty->feed.items.empty());
    for (const auto* lost : {R"({"results": [{"slug": "x"}]})", "<!DOCTYPE html><title>503</title>", "", "[1, 2"}) {
        CAPTURE(lost);
        const auto failed = answer(lost);
        REQUIRE_FALSE(failed);
        CHECK(failed.error().code == Errc::not_a_feed);
        CHECK_FALSE(failed.error().message.empty());
    }
}
