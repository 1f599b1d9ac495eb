#include "feeds/write/document.hpp"
#include "tests/feeds/write/articles.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include <set>

using namespace arna;

namespace {

boost::json::value json_feed(const std::vector<Article>& articles, ContentPolicy content = ContentPolicy::full) {
    return boost::json::parse(write_json_feed(sample_channel(), all_of(articles, content)));
}

} // namespace

TEST_CASE("A JSON feed has what version 1.1 asks for", "[write][json]") {
    const auto feed = json_feed({});
    CHECK(feed.at("version") == "https://jsonfeed.org/version/1.1");
    CHECK(feed.at("title") == "Референдум – 2026");
    CHECK(feed.at("home_page_url") == "https://feeds.example.kz/tags/referendum-2026");
    CHECK(feed.at("feed_url") == "https://feeds.example.kz/tags/referendum-2026.json");
    CHECK(feed.at("language") == "kk");
    CHECK(feed.at("items").as_array().empty());
}

TEST_CASE("A JSON item has every fact of the article", "[write][json]") {
    const auto item = json_feed({news_article()}).at("items").at(0);
    CHECK(item.at("id") == "https://kaz.zakon.kz/qogam/6511111.html");
    CHECK(item.at("url") == "https://kaz.zakon.kz/qogam/6511111.html");
    CHECK(item.at("title").as_string() == news_article().entry.title);
    CHECK(item.at("content_html").as_string() == news_article().entry.content.str());
    CHECK(item.at("summary") == "2025 жылы Алматы жастары қаланың дамуына қомақты үлес қосты.");
    CHECK(item.at("image") == "https://kaz.zakon.kz/img/1.jpg");
    CHECK(item.at("date_published") == "2026-02-23T05:55:00Z");
    CHECK(item.at("date_modified") == "2026-02-23T06:25:00Z");
    CHECK(item.at("authors").at(0).at("name") == "Айгерим Тарина");
    CHECK(item.at("authors").at(0).at("url") == "https://kaz.zakon.kz/authors/tarina");
    CHECK(item.at("tags") == boost::json::parse(R"(["Референдум-2026", "Қоғам", "alm"])"));
    CHECK(item.at("language") == "kk");
    const auto& more = item.at("_arna");
    CHECK(more.at("source").at("title") == "Zakon.kz (қазақша)");
    CHECK(more.at("source").at("feed_url") == "https://kaz.zakon.kz/rss/");
    CHECK(more.at("source").at("updated") == "2026-02-23T06:05:00Z");
    CHECK(more.at("sections") == boost::json::parse(R"(["Қоғам"])"));
    CHECK(more.at("image_credit") == "Zakon.kz");
    CHECK(more.at("also_in").at(1).at("title") == "Қала");
}

TEST_CASE("Every JSON item has an id, a date and a text", "[write][json]") {
    for (const auto policy : {ContentPolicy::full, ContentPolicy::summary, ContentPolicy::none}) {
        const auto feed = json_feed({news_article(), hostile_article(), bare_article(), episode()}, policy);
        for (const auto& item : feed.at("items").as_array()) {
            const auto& members = item.as_object();
            CHECK_FALSE(item.at("id").as_string().empty());
            CHECK(item.at("date_published").is_string());
            CHECK(members.contains("content_html") != members.contains("content_text"));
        }
    }
}

TEST_CASE("Attachments have an address and a type", "[write][json]") {
    const auto item = json_feed({episode()}).at("items").at(0);
    CHECK(item.at("attachments") ==
          boost::json::parse(
              R"([{"url": "https://podcast.example/12.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12345678},
                                 {"url": "https://podcast.example/12.pdf", "mime_type": "application/pdf"}])"));
}

TEST_CASE("Hostile articles leave JSON well-formed and without hostile addresses", "[write][json]") {
    const std::string document = write_json_feed(sample_channel(), all_of({hostile_article()}));
    const auto item = boost::json::parse(document).at("items").at(0); // refuses what is not UTF-8
    CHECK(std::string(item.at("title").as_string()).find("<script>alert(1)</script> ]]> & &amp;") != std::string::npos);
    for (const char* scheme : {"\"javascript:", "\"data:", "\"file:"})
        CHECK(document.find(scheme) == std::string::npos);
    CHECK_FALSE(item.as_object().contains("image"));
    CHECK_FALSE(item.as_object().contains("language"));
}
