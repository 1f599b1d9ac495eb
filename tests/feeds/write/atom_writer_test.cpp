#include "feeds/clean/markup/sanitize.hpp"
#include "feeds/write/document.hpp"
#include "feeds/write/page/pages.hpp"
#include "feeds/write/shown.hpp"
#include "tests/feeds/write/articles.hpp"
#include "tests/feeds/write/outside_judges.hpp"
#include "tests/feeds/write/xml_query.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

using namespace arna;

namespace {

std::string atom(const std::vector<Article>& articles, ContentPolicy content = ContentPolicy::full) {
    return write_atom(sample_channel(), all_of(articles, content));
}

} // namespace

TEST_CASE("Atom documents are valid by the grammar of RFC 4287, whatever the articles hold", "[write][atom]") {
    const std::vector<Article> articles = {news_article(), hostile_article(), bare_article(), episode()};
    for (const auto policy : {ContentPolicy::full, ContentPolicy::summary, ContentPolicy::none}) {
        if (const auto errors = atom_errors(atom(articles, policy))) CHECK(*errors == "");
    }
    Channel archive = sample_channel();
    archive.is_archive = true;
    archive.current = archive.atom;
    archive.prev_archive = "https://feeds.example.kz/tags/referendum-2026/archive/1.atom";
    archive.atom = "https://feeds.example.kz/tags/referendum-2026/archive/2.atom";
    if (const auto errors = atom_errors(write_atom(archive, all_of(articles)))) CHECK(*errors == "");
    if (const auto errors = atom_errors(write_atom(sample_channel(), {}))) CHECK(*errors == "");
}

TEST_CASE("Readers understand every fact of an Atom entry", "[write][atom]") {
    const auto understood = understood_by_feedparser(atom({news_article(), episode()}));
    if (!understood) return;
    const auto json = boost::json::parse(*understood);
    CHECK(json.at("bozo") == false);
    CHECK(json.at("feed").at("id") == "tag:feeds.example.kz,2026:tag/referendum-2026");
    CHECK(json.at("feed").at("title") == "Референдум – 2026");
    CHECK(json.at("feed").at("updated") == "2026-02-23T06:55:00Z");
    const auto& entry = json.at("entries").at(0);
    CHECK(entry.at("id") == "https://kaz.zakon.kz/qogam/6511111.html");
    CHECK(entry.at("title").as_string() == news_article().entry.title);
    CHECK(entry.at("link") == "https://kaz.zakon.kz/qogam/6511111.html");
    CHECK(entry.at("published") == "2026-02-23T05:55:00Z");
    CHECK(entry.at("updated") == "2026-02-23T06:25:00Z");
    CHECK(entry.at("authors") == boost::json::parse(R"(["Айгерим Тарина"])"));
    CHECK(entry.at("categories") ==
          boost::json::parse(R"([["Референдум-2026", null, null], ["Қоғам", "yandex:genre", null],
                                                           ["alm", "https://kaz.zakon.kz/places", "Алматы"]])"));
    CHECK(entry.at("source") == "Zakon.kz (қазақша)");
    CHECK(entry.at("picture") == boost::json::parse(R"(["https://kaz.zakon.kz/img/1.jpg"])"));
    CHECK(entry.at("credit") == boost::json::parse(R"(["Zakon.kz"])"));
    // feedparser lists a marked-up summary among the contents.
    CHECK(std::string(entry.at("content").at(1).as_string()).find("Бейне</a>") != std::string::npos);
    const auto& second = json.at("entries").at(1);
    CHECK(second.at("enclosures") ==
          boost::json::parse(R"([["https://podcast.example/12.mp3", "audio/mpeg", "12345678"],
                                                             ["https://podcast.example/12.pdf", "application/pdf", null]])"));
    CHECK(second.at("authors") == boost::json::parse(R"(["Парламент вслух"])"));
}

TEST_CASE("An Atom entry says where it was taken from", "[write][atom]") {
    const XmlQuery xml(atom({news_article()}));
    REQUIRE(xml.error() == "No error");
    CHECK(xml.one("/feed/entry/source/id") == "https://kaz.zakon.kz/rss/");
    CHECK(xml.one("/feed/entry/source/title") == "Zakon.kz (қазақша)");
    CHECK(xml.one("/feed/entry/source/link[@rel='alternate']/@href") == "https://kaz.zakon.kz/");
    CHECK(xml.one("/feed/entry/source/updated") == "2026-02-23T06:05:00Z");
    CHECK(xml.one("/feed/entry/source/rights") == "© 2026 Zakon.kz");
    CHECK(xml.one("/feed/entry/link[@rel='via']/@href") == "https://kaz.zakon.kz/qogam/6511111.html");
    CHECK(xml.all("/feed/entry/link[@rel='related']/@title") == std::vector<std::string>{"Дала", "Қала"});
    CHECK(xml.one("/feed/entry/rights") == "© Zakon.kz");
    CHECK(xml.one("/feed/entry/author/email") == "a.tarina@zakon.kz");
}

TEST_CASE("A section is one in Atom, too, where its source's scheme is only a name", "[write][atom]") {
    Article article = bare_article();
    article.entry.categories = {{.term = "Қоғам", .scheme = "section", .is_section = true},
                                {.term = "Спорт", .is_section = true},
                                {.term = "alm", .scheme = "places"}};
    const XmlQuery xml(atom({article}));
    CHECK(xml.one("/feed/entry/category[1]/@scheme") == section_scheme);
    CHECK(xml.one("/feed/entry/category[2]/@scheme") == section_scheme);
    CHECK(xml.count("/feed/entry/category[3]/@scheme") == 0);
}

TEST_CASE("Every entry says its language, also that it is unknown", "[write][atom]") {
    Article foreign = episode();
    Article unknown = bare_article();
    Article regional = news_article();
    regional.entry.lang = "kk-KZ";
    Article mistaken = news_article();
    mistaken.entry.lang = "kz"; // a country
    const XmlQuery xml(atom({news_article(), foreign, unknown, regional, mistaken}));
    CHECK(xml.one("/feed/@xml:lang") == "kk");
    CHECK(xml.one("/feed/entry[1]/@xml:lang") == "kk");
    CHECK(xml.one("/feed/entry[2]/@xml:lang") == "ru");
    CHECK(xml.one("/feed/entry[3]/@xml:lang") == "und");
    CHECK(xml.one("/feed/entry[4]/@xml:lang") == "kk-KZ");
    CHECK(xml.one("/feed/entry[5]/@xml:lang") == "und");
    Channel silent = sample_channel();
    silent.language.clear();
    silent.description_language.clear();
    const XmlQuery without(write_atom(silent, all_of({unknown})));
    CHECK(without.count("//@xml:lang") == 0);
}

TEST_CASE("A description keeps its language in an edition and in a digest of another", "[write][atom]") {
    CHECK(XmlQuery(write_atom(sample_channel(), {})).count("/feed/subtitle/@xml:lang") == 0);
    Channel edition = sample_channel();
    edition.language = "ru";
    CHECK(XmlQuery(write_atom(edition, {})).one("/feed/subtitle/@xml:lang") == "kk");
    CHECK(write_feed_page(edition, {}, sample_page()).contains("<p class=\"about\">")); // the page is in it
    edition.description_language.clear();
    CHECK(XmlQuery(write_atom(edition, {})).one("/feed/subtitle/@xml:lang") == "und");
}

TEST_CASE("A live document leads to the archive, an archive page to the live document", "[write][atom]") {
    Channel live = sample_channel();
    live.prev_archive = "https://feeds.example.kz/tags/referendum-2026/archive/2.atom";
    const XmlQuery current(write_atom(live, {}));
    CHECK(current.one("/feed/link[@rel='prev-archive']/@href") == live.prev_archive);
    CHECK(current.count("/feed/link[@rel='current']") == 0);
    CHECK(current.count("/feed/fh:archive") == 0);
    Channel archive = live;
    archive.is_archive = true;
    archive.current = live.atom;
    archive.atom = live.prev_archive;
    archive.prev_archive = "https://feeds.example.kz/tags/referendum-2026/archive/1.atom";
    const std::string document = write_atom(archive, {});
    const XmlQuery page(document);
    CHECK(page.count("/feed/fh:archive") == 1);
    CHECK(document.find("xmlns:fh=\"http://purl.org/syndication/history/1.0\"") != std::string::npos);
    CHECK(page.one("/feed/link[@rel='current']/@href") == live.atom);
    CHECK(page.one("/feed/link[@rel='self']/@href") == archive.atom);
    CHECK(page.one("/feed/link[@rel='prev-archive']/@href") == archive.prev_archive);
    CHECK(page.count("/feed/link[@rel='next-archive']") == 0);
}

TEST_CASE("Only the texts that may be republished are in an Atom entry", "[write][atom]") {
    const XmlQuery full(atom({news_article()}));
    CHECK(full.one("/feed/entry/content/@type") == "html");
    CHECK(full.one("/feed/entry/summary") == news_article().entry.summary.str());
    CHECK(full.one("/feed/entry/content") == news_article().entry.content.str());
    const XmlQuery summary(atom({news_article()}, ContentPolicy::summary));
    CHECK(summary.count("/feed/entry/content") == 0);
    CHECK(summary.count("/feed/entry/summary") == 1);
    const XmlQuery none(atom({news_article()}, ContentPolicy::none));
    CHECK(none.count("/feed/entry/content | /feed/entry/summary") == 0);
    CHECK(none.one("/feed/entry/title") == news_article().entry.title);
}

TEST_CASE("Hostile texts arrive as text and hostile addresses do not arrive", "[write][atom]") {
    const std::string document = atom({hostile_article()});
    const XmlQuery xml(document);
    REQUIRE(xml.error() == "No error");
    CHECK(xml.count("//script | //x") == 0);
    CHECK(xml.one("/feed/entry/title").find("<script>alert(1)</script> ]]> & &amp; &#0;") != std::string::npos);
    for (const char* scheme : {"\"javascript:", "\"data:", "\"file:"})
        CHECK(document.find(scheme) == std::string::npos);
    CHECK(xml.count("/feed/entry/media:content") == 0);
    CHECK(xml.count("/feed/entry/link[@rel='enclosure']") == 1);
    CHECK(xml.count("/feed/entry/source/id") == 0);
}

TEST_CASE("An entry without a page has a content that says something", "[write][atom]") {
    Article article = news_article();
    article.entry.link.clear();
    CHECK(XmlQuery(atom({article})).one("/feed/entry/content") == article.entry.content.str());
    const XmlQuery summary(atom({article}, ContentPolicy::summary));
    CHECK(summary.one("/feed/entry/content") == article.entry.summary.str());
    CHECK(summary.count("/feed/entry/summary") == 0);
    const XmlQuery none(atom({article}, ContentPolicy::none));
    CHECK(none.one("/feed/entry/content") == article.entry.title);
    article.entry.content = sanitize(" \n ");
    article.entry.summary = {};
    CHECK(XmlQuery(atom({article})).one("/feed/entry/content") == article.entry.title);
}

TEST_CASE("The source of an entry has an id and a date where they can be told", "[write][atom]") {
    Article article = news_article();
    article.source.facts.id.clear();
    article.source.facts.updated.reset();
    CHECK(XmlQuery(atom({article})).one("/feed/entry/source/id") == "https://kaz.zakon.kz/rss/");
    CHECK(XmlQuery(atom({article})).one("/feed/entry/source/updated") == "2026-02-23T06:25:00Z");
    article.source.facts.self.clear();
    CHECK(XmlQuery(atom({article})).one("/feed/entry/source/id") == "https://kaz.zakon.kz/");
    article.source.facts.link.clear();
    CHECK(XmlQuery(atom({article})).count("/feed/entry/source/id") == 0);
}

TEST_CASE("No control character is published, not even from what was stored long ago", "[write]") {
    Article article = hostile_article();
    const std::string controls = "a\x7F\xC2\x80\xC2\x85\xC2\x9F z";
    article.entry.title = article.entry.rights = article.source.facts.title = controls;
    for (const std::string& document :
         {write_atom(sample_channel(), all_of({article})), write_rss(sample_channel(), all_of({article})),
          write_json_feed(sample_channel(), all_of({article})),
          write_feed_page(sample_channel(), all_of({article}), sample_page())}) {
        CHECK(document.find('\x7F') == std::string::npos);
        for (std::size_t at = document.find('\xC2'); at != std::string::npos; at = document.find('\xC2', at + 1))
            CHECK(static_cast<unsigned char>(document.at(at + 1)) >= 0xA0);
    }
}

TEST_CASE("The same articles give the same bytes", "[write]") {
    const std::vector<Article> articles = {news_article(), hostile_article(), bare_article(), episode()};
    const std::vector<Article> again = articles;
    CHECK(write_atom(sample_channel(), all_of(articles)) == write_atom(sample_channel(), all_of(again)));
    CHECK(write_rss(sample_channel(), all_of(articles)) == write_rss(sample_channel(), all_of(again)));
    CHECK(write_json_feed(sample_channel(), all_of(articles)) == write_json_feed(sample_channel(), all_of(again)));
    CHECK(write_feed_page(sample_channel(), all_of(articles), sample_page()) ==
          write_feed_page(sample_channel(), all_of(again), sample_page()));
}
