#include "feeds/write/document.hpp"
#include "tests/feeds/write/articles.hpp"
#include "tests/feeds/write/outside_judges.hpp"
#include "tests/feeds/write/xml_query.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

using namespace arna;

namespace {

std::string rss(const std::vector<Article>& articles, ContentPolicy content = ContentPolicy::full) {
    return write_rss(sample_channel(), all_of(articles, content));
}

} // namespace

TEST_CASE("An RSS channel has what the specification and the best-practice profile ask for", "[write][rss]") {
    const XmlQuery xml(rss({}));
    REQUIRE(xml.error() == "No error");
    CHECK(xml.one("/rss/@version") == "2.0");
    CHECK(xml.one("/rss/channel/title") == "Референдум – 2026");
    CHECK(xml.one("/rss/channel/link") == "https://feeds.example.kz/tags/referendum-2026");
    CHECK(xml.one("/rss/channel/description") == "Конституциялық референдум: дайындық, талқы, дауыс беру");
    CHECK(xml.one("/rss/channel/language") == "kk");
    CHECK(xml.one("/rss/channel/lastBuildDate") == "Mon, 23 Feb 2026 06:55:00 +0000");
    CHECK(xml.one("/rss/channel/atom:link[@rel='self']/@href") == "https://feeds.example.kz/tags/referendum-2026.rss");
    CHECK(xml.one("/rss/channel/atom:link[@rel='self']/@type") == "application/rss+xml");
    Channel undescribed = sample_channel();
    undescribed.description.clear();
    CHECK(XmlQuery(write_rss(undescribed, {})).one("/rss/channel/description") == "Референдум – 2026");
}

TEST_CASE("Readers understand every fact of an RSS item", "[write][rss]") {
    const auto understood = understood_by_feedparser(rss({news_article(), episode()}));
    if (!understood) return;
    const auto json = boost::json::parse(*understood);
    CHECK(json.at("bozo") == false);
    CHECK(json.at("version") == "rss20");
    const auto& entry = json.at("entries").at(0);
    CHECK(entry.at("id") == "https://kaz.zakon.kz/qogam/6511111.html");
    CHECK(entry.at("title").as_string() == news_article().entry.title);
    CHECK(entry.at("link") == "https://kaz.zakon.kz/qogam/6511111.html");
    CHECK(entry.at("published") == "2026-02-23T05:55:00Z");
    CHECK(entry.at("updated") == "2026-02-23T06:25:00Z");
    CHECK(entry.at("authors") == boost::json::parse(R"(["Айгерим Тарина"])"));
    CHECK(entry.at("categories") ==
          boost::json::parse(R"([["Референдум-2026", null, null], ["Қоғам", "yandex:genre", null],
                                                           ["alm", "https://kaz.zakon.kz/places", null]])"));
    CHECK(entry.at("source") == "Zakon.kz (қазақша)");
    CHECK(entry.at("picture") == boost::json::parse(R"(["https://kaz.zakon.kz/img/1.jpg"])"));
    CHECK(entry.at("credit") == boost::json::parse(R"(["Zakon.kz"])"));
    const auto& second = json.at("entries").at(1);
    CHECK(second.at("enclosures") ==
          boost::json::parse(R"([["https://podcast.example/12.mp3", "audio/mpeg", "12345678"]])"));
}

TEST_CASE("A guid is a permalink only where it is the page's own address", "[write][rss]") {
    Article elsewhere = news_article();
    elsewhere.entry.link = "https://kaz.zakon.kz/other";
    const XmlQuery xml(rss({news_article(), elsewhere, bare_article()}));
    CHECK(xml.all("/rss/channel/item/guid/@isPermaLink") == std::vector<std::string>{"true", "false", "false"});
    CHECK(xml.one("/rss/channel/item[3]/guid") == bare_article().entry_id);
}

TEST_CASE("An item has one enclosure with type and length, other files as media", "[write][rss]") {
    Article article = episode();
    article.entry.enclosures.front().length.reset();
    article.entry.enclosures.front().type.clear();
    const XmlQuery xml(rss({article}));
    CHECK(xml.count("/rss/channel/item/enclosure") == 1);
    CHECK(xml.one("/rss/channel/item/enclosure/@length") == "0");
    CHECK(xml.one("/rss/channel/item/enclosure/@type") == "application/octet-stream");
    CHECK(xml.one("/rss/channel/item/media:content/@url") == "https://podcast.example/12.pdf");
}

TEST_CASE("A size of zero is not told", "[write][rss]") {
    Article article = news_article();
    article.entry.enclosures = {{.url = "https://a.kz/1.mp3", .type = "audio/mpeg", .length = 0},
                                {.url = "https://a.kz/2.mp3", .type = "audio/mpeg", .length = 0}};
    article.entry.picture.width = 0;
    article.entry.picture.height = 0;
    const XmlQuery xml(rss({article}));
    CHECK(xml.one("/rss/channel/item/enclosure/@length") == "0"); // which has to be there
    CHECK(xml.count("/rss/channel/item/media:content") == 2);
    CHECK(xml.count("//@fileSize | //@width | //@height") == 0);
}

TEST_CASE("A text alone is the description, a summary and a text are description and content", "[write][rss]") {
    Article article = news_article();
    const XmlQuery both(rss({article}));
    CHECK(both.one("/rss/channel/item/description") == article.entry.summary.str());
    CHECK(both.one("/rss/channel/item/content:encoded") == article.entry.content.str());
    article.entry.summary = {};
    const XmlQuery alone(rss({article}));
    CHECK(alone.one("/rss/channel/item/description") == article.entry.content.str());
    CHECK(alone.count("/rss/channel/item/content:encoded") == 0);
    const XmlQuery summary(rss({article}, ContentPolicy::summary));
    CHECK(summary.one("/rss/channel/item/description").find("&quot;Заң") == std::string::npos);
    CHECK(summary.one("/rss/channel/item/description").find("\"Заң және тәртіп\" тұжырымдамасы &amp; Бейне") !=
          std::string::npos);
    CHECK(XmlQuery(rss({article}, ContentPolicy::none)).count("/rss/channel/item/description") == 0);
}

TEST_CASE("The source element names the feed, else the site, else only the title is said", "[write][rss]") {
    Article article = news_article();
    CHECK(XmlQuery(rss({article})).one("/rss/channel/item/source/@url") == "https://kaz.zakon.kz/rss/");
    article.source.facts.self.clear();
    CHECK(XmlQuery(rss({article})).one("/rss/channel/item/source/@url") == "https://kaz.zakon.kz/");
    article.source.facts.link.clear();
    const XmlQuery neither(rss({article}));
    CHECK(neither.count("/rss/channel/item/source") == 0);
    CHECK(neither.one("/rss/channel/item/dc:source") == "Zakon.kz (қазақша)");
}

TEST_CASE("Hostile articles leave RSS well-formed and without hostile addresses", "[write][rss]") {
    const std::string document = rss({hostile_article()});
    const XmlQuery xml(document);
    REQUIRE(xml.error() == "No error");
    CHECK(xml.count("//script | //x") == 0);
    for (const char* scheme : {"javascript:", "\"data:", "file:"}) CHECK(document.find(scheme) == std::string::npos);
    if (const auto understood = understood_by_feedparser(document)) {
        CHECK(boost::json::parse(*understood).at("bozo") == false);
    }
}
