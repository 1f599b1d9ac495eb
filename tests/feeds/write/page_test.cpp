#include "feeds/clean/markup/sanitize.hpp"
#include "feeds/write/page/notice_page.hpp"
#include "feeds/write/page/pages.hpp"
#include "tests/feeds/write/articles.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace arna;

namespace {

std::string page(const std::vector<Article>& articles, ContentPolicy content = ContentPolicy::full) {
    return write_feed_page(sample_channel(), all_of(articles, content), sample_page());
}

std::string page_in(PageLanguage language, bool is_prefixed, const std::vector<Article>& articles = {news_article()}) {
    PageSetting setting = sample_page();
    setting.language = language;
    setting.is_prefixed = is_prefixed;
    return write_feed_page(sample_channel(), all_of(articles), setting);
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
    CHECK(has(html, "<dt><a href=\"../tags/referendum-2026.atom\">Atom</a></dt><dd>жаңалық"));
    CHECK(has(html, "<a href=\"../\">Барлық тақырып</a>"));
    CHECK(has(html, "<h1>Референдум – 2026</h1>"));
    CHECK(has(html, "Уақыт белдеуі: Asia/Almaty (UTC+05:00)."));
}

TEST_CASE("A page says where its translations are, and which one it is", "[write][html]") {
    const auto usual = page_in(PageLanguage::ru, false);
    CHECK(has(usual, "<html lang=\"ru\">"));
    CHECK(has(usual, "<link rel=\"canonical\" href=\"https://feeds.example.kz/tags/referendum-2026\">"));
    for (const char* language : {"kk", "ru", "en"})
        CHECK(has(usual, std::string("<link rel=\"alternate\" hreflang=\"") + language +
                             "\" href=\"https://feeds.example.kz/" + language + "/tags/referendum-2026\">"));
    CHECK(has(usual, "<link rel=\"alternate\" hreflang=\"x-default\" "
                     "href=\"https://feeds.example.kz/tags/referendum-2026\">"));
    CHECK(has(usual, "<a lang=\"kk\" hreflang=\"kk\" href=\"../kk/tags/referendum-2026\">қазақша</a>"));
    CHECK(
        has(usual, "<a lang=\"ru\" hreflang=\"ru\" aria-current=\"true\" href=\"../ru/tags/referendum-2026\">русский"));

    const auto fixed = page_in(PageLanguage::en, true);
    CHECK(has(fixed, "<link rel=\"canonical\" href=\"https://feeds.example.kz/en/tags/referendum-2026\">"));
    CHECK(has(fixed, "<a lang=\"kk\" hreflang=\"kk\" href=\"../../kk/tags/referendum-2026\">"));
    CHECK(has(fixed, "aria-current=\"true\" href=\"../../en/tags/referendum-2026\">English</a>"));
    CHECK(has(fixed, "<a href=\"../\">All topics</a>")); // of the same language
    CHECK(has(fixed, "<a href=\"../../tags/referendum-2026.rss\">RSS</a>"));
}

TEST_CASE("A page shows the article with its source, time, author, section and credit", "[write][html]") {
    const auto html = page({news_article()});
    CHECK(
        has(html, "<article lang=\"kk\" id=\"117\"><h2><a href=\"https://kaz.zakon.kz/qogam/6511111.html\">2025 жылы"));
    CHECK(has(html, "<b><a href=\"https://kaz.zakon.kz/\">Zakon.kz (қазақша)</a></b>"));
    CHECK(has(html, "<time datetime=\"2026-02-23T10:55:00+05:00\">2026 ж. 23 ақпан, 10:55</time></span>"
                    "<span><i> · </i>Айгерим Тарина</span><span><i> · </i>Қоғам</span>"));
    CHECK(has(html, "<img src=\"https://kaz.zakon.kz/img/1.jpg\" alt=\"Алматы жастары\""));
    CHECK(has(html, "<figcaption><span>Сурет:</span> Zakon.kz</figcaption>"));
    CHECK(has(html, news_article().entry.summary.str()));
    CHECK(
        has(html, "<details><summary>Толық мәтіні</summary><div class=\"text\">" + news_article().entry.content.str()));
    CHECK(has(html, "<span>Мұнда да бар:</span> <a href=\"https://dala.example/\">Дала</a>, "
                    "<a href=\"https://qala.example/\">Қала</a>"));
}

TEST_CASE("A picture that stands in the open text is not shown twice, and keeps its credit", "[write][html]") {
    const std::string image = "<img src=\"https://kaz.zakon.kz/img/1.jpg?a=1&amp;b=2\">";
    Article article = news_article();
    article.entry.picture.url = "https://kaz.zakon.kz/img/1.jpg?a=1&b=2";
    article.entry.summary = sanitize("<p>Қысқа</p>" + image);
    const auto in_summary = page({article});
    CHECK(in_summary.find("<img") == in_summary.rfind("<img"));
    CHECK(has(in_summary, "<figure><figcaption><span>Сурет:</span> Zakon.kz</figcaption></figure>"));
    article.entry.content = std::exchange(article.entry.summary, {});
    const auto in_short_text = page({article});
    CHECK(in_short_text.find("<img") == in_short_text.rfind("<img"));
    article.entry.content = sanitize(image + "<p>" + std::string(999, 'a') + "</p>");
    CHECK(has(page({article}), "<figure><img")); // the text is folded
    article.entry.content = sanitize(image);
    article.entry.picture.credit.clear();
    CHECK_FALSE(has(page({article}), "<figure>"));
}

TEST_CASE("What a page says itself in an article is marked where the article is in another language", "[write][html]") {
    const auto html = page_in(PageLanguage::en, true);
    CHECK(has(html, "<article lang=\"kk\" id=\"117\">"));
    CHECK(
        has(html,
            "<span lang=\"en\"><i> · </i><time datetime=\"2026-02-23T10:55:00+05:00\">23 February 2026, 10:55</time>"));
    CHECK(has(html, "<summary lang=\"en\">Full text</summary>"));
    CHECK(has(html, "<details class=\"why\" lang=\"en\"><summary>Why is this here?</summary>"));
    CHECK(has(html, "<h1 lang=\"kk\">Референдум – 2026</h1>"));
    Article unknown = news_article();
    unknown.entry.lang = "xx";
    const auto unspoken = page_in(PageLanguage::en, true, {unknown});
    CHECK(has(unspoken, "<article lang=\"und\" id=\"117\">"));
    CHECK(has(unspoken, "<summary lang=\"en\">Full text</summary>"));
    CHECK(has(unspoken, "<details class=\"why\" lang=\"en\">"));
}

TEST_CASE("An article says why it is there, from the reason that was stored", "[write][html][why]") {
    Article article = news_article();
    article.reason = "category\t#Референдум-2026\tРеферендум-2026\n"
                     "section\tsection:Қоғам\tҚоғам\n"
                     "hashtag\t#дауыс\tдауыс\n"
                     "title\tжас\t<жас>\n"
                     "summary\tүлес\tүлес\ncontent\tбейне\tБейне\n"
                     "source\tsource:zakon-kk\tzakon-kk\n"
                     "source\tsource:secret\tsecret\n"
                     "label\tlabel:kz\tkz\n"
                     "lang\tlang:kk\tkk-KZ\n"
                     "has\thas:image\timage\n"
                     "published\tpublished>2026-01-01\t2026-02-23T05:55:00Z\n"
                     "unknown\tx\ty\n";
    const auto kazakh = page({article});
    CHECK(has(kazakh, "<details class=\"why\"><summary>Неге осында?</summary><ul>"));
    CHECK(has(kazakh, "<li><b>Референдум-2026</b> – дереккөз қойған айдар</li>"));
    CHECK(has(kazakh, "<li>Алғаш байқалған уақыты: <time datetime=\"2026-02-23T11:00:00+05:00\">"));
    CHECK(has(page_in(PageLanguage::ru, true, {article}), "Почему это здесь?"));
    const auto english = page_in(PageLanguage::en, true, {article});
    for (const char* line :
         {"<b lang=\"kk\">Референдум-2026</b> – a category of the source",
          "<b lang=\"kk\">Қоғам</b> – a section of the source", "<b lang=\"kk\">#дауыс</b> – a hashtag in the text",
          "<b lang=\"kk\">&lt;жас&gt;</b> – mentioned in the title",
          "<b lang=\"kk\">үлес</b> – mentioned in the summary", "<b lang=\"kk\">Бейне</b> – mentioned in the text",
          "<b>Zakon.kz (қазақша)</b> – the source",
          "<li>the source</li>", // which is not published, and so not named
          "<b>kz</b> – a label of the source", "<b>қазақша</b> – the language", "<b>a picture</b> – the article has it",
          "<b>23 February 2026, 10:55</b> – when it was published",
          "<li>First seen <time datetime=\"2026-02-23T11:00:00+05:00\">23 February 2026, 11:00"}) {
        CAPTURE(line);
        CHECK(has(english, line));
    }
    CHECK_FALSE(has(english, "secret"));
    CHECK_FALSE(has(english, "<b>y</b>"));
}

TEST_CASE("In a source's own feed there is no reason, and an article's place comes from its id", "[write][html]") {
    Article article = news_article();
    article.position = 0;
    const auto html = page({article});
    CHECK_FALSE(has(html, "class=\"why\""));
    CHECK(has(html, "<article lang=\"kk\" id=\"e"));
    CHECK(page({article}) == html);
}

TEST_CASE("A page that no index lists leads to none, and that of its digest to it", "[write][html]") {
    Channel channel = sample_channel();
    channel.home.clear();
    CHECK_FALSE(has(write_feed_page(channel, {}, sample_page()), "class=\"home\""));
    channel.topic_page = channel.page;
    channel.topic_title = "Кеңсе";
    CHECK(has(write_feed_page(channel, {}, sample_page()),
              "<p class=\"home\"><span><a href=\"../tags/referendum-2026\">Кеңсе</a></span></p>"));
}

TEST_CASE("A page names the editions and digests of its feed", "[write][html]") {
    Channel channel = sample_channel();
    channel.branches = {{.name = "қазақша",
                         .title = "Референдум – 2026 · қазақша",
                         .language = "kk",
                         .path = "/tags/referendum-2026.kk",
                         .atom = "https://feeds.example.kz/tags/referendum-2026.kk.atom"}};
    const auto html = write_feed_page(channel, {}, sample_page());
    CHECK(has(html, "<link rel=\"alternate\" type=\"application/atom+xml\" hreflang=\"kk\" "
                    "href=\"https://feeds.example.kz/tags/referendum-2026.kk.atom\""));
    CHECK(has(html, "<a hreflang=\"kk\" lang=\"kk\" href=\"../tags/referendum-2026.kk\">қазақша</a>"));
}

TEST_CASE("An empty tag says so", "[write][html]") {
    CHECK(has(page({}), "<p class=\"empty\">Әзірге ештеңе жоқ.</p>"));
    CHECK(has(page({}), "<p class=\"about\">Дереккөздер осы тақырыпта"));
}

TEST_CASE("Nothing runs in a page and hostile texts are text", "[write][html]") {
    Article hostile = hostile_article();
    hostile.reason = "title\t<script>alert(1)</script>\t<script>alert(1)</script>\n";
    const auto html = page({hostile, news_article(), bare_article()});
    CHECK_FALSE(has(html, "<script"));
    CHECK_FALSE(has(html, "javascript:alert"));
    CHECK_FALSE(has(html, "onload=\"x"));
    CHECK(has(html, "&lt;script&gt;alert(1)&lt;/script&gt;"));
}

TEST_CASE("A text without a summary is folded only where it is long", "[write][html]") {
    Article article = news_article();
    article.entry.summary = {};
    CHECK_FALSE(has(page({article}), "<details><summary>"));
    CHECK(has(page({article}), "<div class=\"text\">" + article.entry.content.str() + "</div>"));
    std::string text;
    for (int i = 0; i < 200; ++i) text += "сөз ";
    article.entry.content = sanitize("<p>" + text + "</p>");
    CHECK(has(page({article}), "сөз…</p><details>"));
}

TEST_CASE("Only the texts that may be republished are on a page", "[write][html]") {
    CHECK_FALSE(has(page({news_article()}, ContentPolicy::summary), "<details><summary>"));
    CHECK(has(page({news_article()}, ContentPolicy::summary), news_article().entry.summary.str()));
    CHECK_FALSE(has(page({news_article()}, ContentPolicy::none), news_article().entry.summary.str()));
}

TEST_CASE("The style of a page needs no escaping", "[write][html]") {
    CHECK(page_style().find_first_of("<>&") == std::string_view::npos);
    CHECK(has(page({}), "<style>" + std::string(page_style()) + "</style>"));
}

TEST_CASE("A page that says that there is none leads to the front page, and stays out of search engines",
          "[write][page]") {
    for (const auto notice : {Notice::nothing_here, Notice::gone, Notice::token_needed}) {
        for (const PageLanguage language : page_languages) {
            const auto html = write_notice_page(notice, language, "https://feeds.example.kz/", "Арна <1>");
            CHECK(has(html, "<html lang=\"" + std::string(language_code(language)) + "\">"));
            CHECK(has(html, "<a href=\"https://feeds.example.kz/\">Арна &lt;1&gt;</a>"));
            CHECK(has(html, "<meta name=\"robots\" content=\"noindex\">"));
            CHECK(has(html, "<meta name=\"referrer\" content=\"no-referrer\">"));
            CHECK(has(html, "<style>" + std::string(page_style()) + "</style>")); // which the policy allows
        }
    }
    CHECK(has(write_notice_page(Notice::nothing_here, PageLanguage::en, "h", "t"), "<h1>There is nothing here</h1>"));
    // An archive's page goes by age, and its feed lives on.
    CHECK(has(write_notice_page(Notice::gone, PageLanguage::en, "h", "t"), "What was here is not published any more."));
}
