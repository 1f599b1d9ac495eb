#include "feeds/write/digest_list.hpp"

#include "feeds/write/page/pages.hpp"
#include "tests/feeds/write/articles.hpp"
#include "tests/feeds/write/xml_query.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include <chrono>
#include <string>
#include <vector>

using namespace arna;
using std::chrono::sys_days;
using std::chrono::year;

namespace {

const DigestContent content{
    .key = "2026-02-23",
    .articles = {{.title = "Сайлау <b>", .url = "https://qala.example/1?a=1&b=2", .source = "Қала", .language = "kk"},
                 {.title = "Выборы", .url = "javascript:alert(1)", .source = "", .language = "not a language"}},
    .more = 3,
    .language = PageLanguage::ru};

Article digest_article() {
    Article article;
    article.entry.title = "Кеңсе: 2026 ж. 23 ақпан";
    article.entry.lang = "kk";
    article.entry.link = "https://feeds.example.kz/tags/kense/daily#2026-02-23";
    article.entry.authors = {{.name = "Кеңсе"}};
    article.entry_id = "tag:feeds.example.kz,2026:tag/kense/daily/2026-02-23";
    article.published = article.updated = Time(sys_days(year(2026) / 2 / 23) + std::chrono::hours(19));
    return article;
}

} // namespace

TEST_CASE("Weeks are those of ISO 8601", "[write][digest]") {
    struct Case {
        std::chrono::year_month_day monday;
        int year, number;
    };
    const auto [monday, in_year, number] = GENERATE(values<Case>({{year(2026) / 2 / 23, 2026, 9},
                                                                  {year(2025) / 12 / 29, 2026, 1},
                                                                  {year(2026) / 12 / 28, 2026, 53},
                                                                  {year(2027) / 1 / 4, 2027, 1},
                                                                  {year(2024) / 12 / 30, 2025, 1},
                                                                  {year(2024) / 1 / 1, 2024, 1}}));
    CAPTURE(in_year, number);
    const auto week = iso_week(sys_days(monday));
    CHECK(week.year == in_year);
    CHECK(week.number == number);
}

TEST_CASE("A digest is called after its tag and its day or week, in three languages", "[write][digest]") {
    const sys_days monday = year(2026) / 2 / 23;
    CHECK(digest_title_of_day("Kense", monday, PageLanguage::en) == "Kense: 23 February 2026");
    CHECK(digest_title_of_day("Кеңсе", monday, PageLanguage::kk) == "Кеңсе: 2026 ж. 23 ақпан");
    CHECK(digest_title_of_day("Канцелярия", monday, PageLanguage::ru) == "Канцелярия: 23 февраля 2026");
    CHECK(digest_title_of_week("Kense {x}", monday, PageLanguage::en) == "Kense {x}: week 9, 2026");
    CHECK(digest_title_of_week("Кеңсе", monday, PageLanguage::kk) == "Кеңсе: 2026 ж. 9-апта");
    CHECK(digest_title_of_week("Канцелярия", monday, PageLanguage::ru) == "Канцелярия: 9-я неделя 2026 года");
    CHECK(digest_feed_title("Kense", false, PageLanguage::en) == "Kense · daily digest");
    CHECK(digest_feed_title("Кеңсе", true, PageLanguage::kk) == "Кеңсе · апта дайджесті");
}

TEST_CASE("A digest lists its articles, each in its language, and how many more there are", "[write][digest]") {
    CHECK(digest_markup(content) ==
          "<ul>\n<li lang=\"kk\"><a href=\"https://qala.example/1?a=1&amp;b=2\">Сайлау &lt;b&gt;</a> · Қала</li>"
          "\n<li>Выборы</li>\n</ul><p>и ещё 3</p>");
}

TEST_CASE("An entry that is a digest has its list in place of a text, and no source", "[write][digest]") {
    const Article article = digest_article();
    const std::vector<PublishedEntry> entries{{.article = article, .digest = &content}};
    const XmlQuery atom(write_atom(sample_channel(), entries));
    REQUIRE(atom.error() == "No error");
    CHECK(atom.one("/feed/entry/author/name") == "Кеңсе");
    CHECK(atom.one("/feed/entry/content") == digest_markup(content));
    CHECK(atom.one("/feed/entry/content/@type") == "html");
    CHECK(atom.all("/feed/entry/link/@rel") == std::vector<std::string>{"alternate"});
    CHECK(atom.all("/feed/entry/source").empty());
    CHECK(atom.one("/feed/entry/@xml:lang") == "kk");

    const XmlQuery rss(write_rss(sample_channel(), entries));
    REQUIRE(rss.error() == "No error");
    CHECK(rss.one("/rss/channel/item/description") == digest_markup(content));
    CHECK(rss.all("/rss/channel/item/source").empty());
    CHECK(rss.all("/rss/channel/item/atom:link").empty());
    CHECK(rss.one("/rss/channel/item/guid/@isPermaLink") == "false");

    const auto json = boost::json::parse(write_json_feed(sample_channel(), entries)).at("items").at(0);
    CHECK(json.at("content_html").as_string() == digest_markup(content));
    CHECK(json.at("_arna") ==
          boost::json::value{{"articles",
                              {{{"title", "Сайлау <b>"}, {"url", "https://qala.example/1?a=1&b=2"}, {"source", "Қала"}},
                               {{"title", "Выборы"}}}}});

    const auto page = write_feed_page(sample_channel(), entries, sample_page());
    CHECK(page.contains("<article lang=\"kk\" id=\"2026-02-23\""));
    CHECK(page.contains("<h2><a href=\"#2026-02-23\">Кеңсе: 2026 ж. 23 ақпан</a></h2>"));
    CHECK(page.contains("<div class=\"text\">" + digest_markup(content) + "</div>"));
}

TEST_CASE("Editions and digests are links on the page; in an Atom feed editions alone are", "[write][digest]") {
    Channel channel = sample_channel();
    channel.branches = {{.kind = Branch::Kind::daily_digest,
                         .name = {},
                         .title = "Референдум · күн дайджесті",
                         .language = {},
                         .path = "/tags/referendum-2026/daily",
                         .atom = "https://feeds.example.kz/tags/referendum-2026/daily.atom"}};
    const auto page = write_feed_page(channel, {}, sample_page());
    CHECK(page.contains("<link rel=\"alternate\" type=\"application/atom+xml\" "
                        "href=\"https://feeds.example.kz/tags/referendum-2026/daily.atom\" "
                        "title=\"Референдум · күн дайджесті\">"));
    CHECK(page.contains("<a href=\"../tags/referendum-2026/daily\">күн дайджесті</a>"));
    CHECK_FALSE(write_atom(channel, {}).contains("daily"));
}
