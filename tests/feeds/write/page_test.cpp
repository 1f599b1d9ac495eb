#include "feeds/clean/markup/sanitize.hpp"
#include "feeds/write/document.hpp"
#include "tests/feeds/write/articles.hpp"
#include "tests/feeds/write/xml_query.hpp"

#include <catch2/catch.hpp>

using namespace arna;

namespace {

std::string page(const std::vector<Article>& articles, ContentPolicy content = ContentPolicy::full) {
    return write_html(sample_channel(), all_of(articles, content));
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("A page leads to its feeds, for programs by absolute addresses and for people", "[write][html]") {
    const auto html = page({news_article()});
    CHECK(html.starts_with("<!DOCTYPE html>\n<html lang=\"kk\">"));
    CHECK(has(html, "<link rel=\"alternate\" type=\"application/atom+xml\" "
                    "href=\"https://feeds.example.kz/tags/referendum-2026.atom\" title=\"Референдум – 2026\">"));
    CHECK(has(html, "<link rel=\"alternate\" type=\"application/rss+xml\""));
    CHECK(has(html, "<link rel=\"alternate\" type=\"application/feed+json\""));
    CHECK(has(html, "<a href=\"https://feeds.example.kz/tags/referendum-2026.atom\">Atom</a>"));
    CHECK(has(html, "<h1>Референдум – 2026</h1>"));
}

TEST_CASE("A page shows the article with its source, time, author, section and credit", "[write][html]") {
    const auto html = page({news_article()});
    CHECK(
        has(html, "<article id=\"117\"><h2 lang=\"kk\"><a href=\"https://kaz.zakon.kz/qogam/6511111.html\">2025 жылы"));
    CHECK(has(html, "<b><a href=\"https://kaz.zakon.kz/\">Zakon.kz (қазақша)</a></b>"));
    CHECK(has(html, "<time datetime=\"2026-02-23T05:55:00Z\">2026 ж. 23 ақпан, 05:55</time> · Айгерим Тарина · Қоғам"));
    CHECK(has(html, "<img src=\"https://kaz.zakon.kz/img/1.jpg\" alt=\"Алматы жастары\""));
    CHECK(has(html, "<figcaption>Сурет: Zakon.kz</figcaption>"));
    CHECK(has(html, news_article().entry.summary.str()));
    CHECK(has(html, "<details><summary>Толық мәтіні</summary><div>" + news_article().entry.content.str()));
    CHECK(has(html,
              "Мұнда да бар: <a href=\"https://dala.example/\">Дала</a>, <a href=\"https://qala.example/\">Қала</a>"));
}

TEST_CASE("A page speaks the language of its tag, else of most of its articles", "[write][html]") {
    Channel channel = sample_channel();
    channel.language = "ru";
    CHECK(has(write_html(channel, all_of({news_article()})), "23 февраля 2026, 05:55"));
    channel.language = "en-GB";
    CHECK(has(write_html(channel, all_of({news_article()})), "23 February 2026, 05:55"));
    channel.language.clear();
    CHECK(has(write_html(channel, all_of({news_article(), news_article(), episode()})), "<html lang=\"kk\">"));
    CHECK(has(write_html(channel, all_of({news_article(), episode(), episode()})), "<html lang=\"ru\">"));
    CHECK(has(write_html(channel, {}), "<html lang=\"en\">"));
}

TEST_CASE("An empty tag says so", "[write][html]") { CHECK(has(page({}), "<p>Әзірге ештеңе жоқ.</p>")); }

TEST_CASE("Nothing runs in a page and hostile texts are text", "[write][html]") {
    const auto html = page({hostile_article(), news_article(), bare_article()});
    CHECK_FALSE(has(html, "<script"));
    CHECK_FALSE(has(html, "javascript:alert"));
    CHECK_FALSE(has(html, "onload=\"x"));
    CHECK(has(html, "&lt;script&gt;alert(1)&lt;/script&gt;"));
}

TEST_CASE("A text without a summary is folded only where it is long", "[write][html]") {
    Article article = news_article();
    article.entry.summary = {};
    CHECK_FALSE(has(page({article}), "<details"));
    CHECK(has(page({article}), "<div>" + article.entry.content.str() + "</div>"));
    std::string words;
    for (int i = 0; i < 200; ++i) words += "сөз ";
    article.entry.content = sanitize("<p>" + words + "</p>");
    CHECK(has(page({article}), "сөз…</p><details>"));
}

TEST_CASE("Only the texts that may be republished are on a page", "[write][html]") {
    CHECK_FALSE(has(page({news_article()}, ContentPolicy::summary), "<details"));
    CHECK(has(page({news_article()}, ContentPolicy::summary), news_article().entry.summary.str()));
    CHECK_FALSE(has(page({news_article()}, ContentPolicy::none), news_article().entry.summary.str()));
}

TEST_CASE("The index lists every channel with its formats", "[write][html]") {
    Channel second = sample_channel();
    second.title = "Спорт & <b>";
    second.page = "https://feeds.example.kz/tags/sport";
    second.description.clear();
    const std::vector<Channel> channels = {sample_channel(), second};
    const auto html = write_index(
        {.title = "Арна <1>", .page = "https://feeds.example.kz/", .opml = "https://feeds.example.kz/feeds.opml"},
        channels);
    CHECK(has(html, "<h1>Арна &lt;1&gt;</h1>"));
    CHECK(has(html, "<a href=\"https://feeds.example.kz/feeds.opml\">OPML</a>"));
    CHECK(has(html,
              "<h2 lang=\"kk\"><a href=\"https://feeds.example.kz/tags/referendum-2026\">Референдум – 2026</a></h2>"));
    CHECK(has(html, "Конституциялық референдум: дайындық, талқы, дауыс беру"));
    CHECK(has(html, "<a href=\"https://feeds.example.kz/tags/sport\">Спорт &amp; &lt;b&gt;</a>"));
    CHECK(has(html, "<link rel=\"alternate\" type=\"application/atom+xml\""));
}

TEST_CASE("The style of a page needs no escaping", "[write][html]") {
    CHECK(page_style().find_first_of("<>&") == std::string_view::npos);
    CHECK(has(page({}), "<style>" + std::string(page_style()) + "</style>"));
}

TEST_CASE("OPML lists every channel as a subscription", "[write][opml]") {
    Channel hostile = sample_channel();
    hostile.title = "\"<&>\x01";
    const std::vector<Channel> channels = {sample_channel(), hostile};
    const XmlQuery xml(write_opml("Арна", channels));
    REQUIRE(xml.error() == "No error");
    CHECK(xml.one("/opml/@version") == "2.0");
    CHECK(xml.one("/opml/head/title") == "Арна");
    CHECK(xml.all("/opml/body/outline/@type") == std::vector<std::string>{"rss", "rss"});
    CHECK(xml.all("/opml/body/outline/@text") == std::vector<std::string>{"Референдум – 2026", "\"<&>"});
    CHECK(xml.one("/opml/body/outline/@xmlUrl") == "https://feeds.example.kz/tags/referendum-2026.atom");
    CHECK(xml.one("/opml/body/outline/@htmlUrl") == "https://feeds.example.kz/tags/referendum-2026");
}
