#include "feeds/write/shown.hpp"

#include "feeds/clean/markup/sanitize.hpp"
#include "feeds/text/unicode.hpp"
#include "tests/feeds/write/articles.hpp"

#include <catch2/catch.hpp>

using namespace arna;

TEST_CASE("An article without a title is shown by the beginning of its text", "[write]") {
    Article article = news_article();
    article.entry.title.clear();
    article.entry.summary =
        sanitize("<p>Бұл туралы қаланың Жастар саясаты басқармасының өкілдері</p><p>өткен жылдың қорытындысы "
                 "бойынша есеп беру барысында мәлімдеді.</p>");
    const auto title = shown_title(article);
    CHECK(title == "Бұл туралы қаланың Жастар саясаты басқармасының өкілдері өткен жылдың…");
    CHECK(code_points(title) <= 80);
}

TEST_CASE("Where there is no summary the title comes from the content, the link or the source", "[write]") {
    Article article = bare_article();
    CHECK(shown_title(article) == "bare");
    article.source.facts.title = "Дала";
    CHECK(shown_title(article) == "Дала");
    article.entry.link = "https://dala.example/1";
    CHECK(shown_title(article) == "https://dala.example/1");
    article.entry.content = sanitize("<img src=\"https://dala.example/1.png\"><p>Қысқа мәтін</p>");
    CHECK(shown_title(article) == "Қысқа мәтін");
}

TEST_CASE("Somebody is always named as the author", "[write]") {
    Article article = news_article();
    CHECK(shown_authors(article).front().name == "Айгерим Тарина");
    article.entry.authors = {{.email = "desk@zakon.kz"}, {.uri = "https://nameless.example"}};
    REQUIRE(shown_authors(article).size() == 1);
    CHECK(shown_authors(article).front().name == "desk@zakon.kz");
    article.entry.authors.clear();
    CHECK(shown_authors(article).front().name == "Zakon.kz (қазақша)");
}

TEST_CASE("The policy decides which texts are republished", "[write]") {
    const Article article = news_article();
    const auto full = shown_texts({article, ContentPolicy::full});
    CHECK(full.summary == article.entry.summary);
    CHECK(full.content == article.entry.content);
    const auto summary = shown_texts({article, ContentPolicy::summary});
    CHECK(summary.summary == article.entry.summary);
    CHECK(summary.content.empty());
    const auto none = shown_texts({article, ContentPolicy::none});
    CHECK(none.summary.empty());
    CHECK(none.content.empty());
    CHECK(none.excerpt.empty());
}

TEST_CASE("Where only summaries may be republished and there is none, the text's beginning stands for it", "[write]") {
    Article article = news_article();
    article.entry.summary = {};
    std::string words;
    for (int i = 0; i < 200; ++i) words += "сөз ";
    article.entry.content = sanitize("<p>" + words + "</p>");
    const auto texts = shown_texts({article, ContentPolicy::summary});
    CHECK(texts.content.empty());
    CHECK(code_points(texts.excerpt) <= 300);
    CHECK(texts.excerpt.ends_with("сөз…"));
}

TEST_CASE("Only addresses that a reader may be led to are shown", "[write]") {
    CHECK(shown_link("https://a.example/") == "https://a.example/");
    CHECK(shown_link("mailto:a@b.example") == "mailto:a@b.example");
    CHECK(shown_web_address("mailto:a@b.example").empty());
    for (const char* url : {"javascript:alert(1)", "JavaScript:alert(1)", " java\tscript:alert(1)", "data:text/html,x",
                            "file:///etc/passwd", "vbscript:x", "relative/path", ""}) {
        CAPTURE(url);
        CHECK(shown_link(url).empty());
        CHECK(shown_web_address(url).empty());
    }
}

TEST_CASE("Only a language tag of a language that there is, is shown as one", "[write]") {
    for (const char* language : {"kk", "kk-Cyrl-KZ", "en-US", "EN", "sah", "und", "zh-Hant-TW", "de-1996"}) {
        CHECK(shown_language(language) == language);
    }
    for (const char* language : {"", "-", "kk-", "-kk", "kk_KZ", "kk KZ", "абв", "1996", "abcdefghi", "kk--KZ", "kk\"",
                                 "kz", "russian", "xx-XX", "x-klingon"}) {
        CAPTURE(language);
        CHECK(shown_language(language).empty());
    }
}

TEST_CASE("Only what has the form of a media type or an address of mail is shown as one", "[write]") {
    for (const char* type : {"text/html", "audio/mpeg", "text/html; charset=utf-8", "application/atom+xml"})
        CHECK(shown_media_type(type) == type);
    for (const char* type : {"", "mp3", "/", "a/", "/b", "a b/c", "a/b/c", "\"a\"/b", "қ/ә"}) {
        CAPTURE(type);
        CHECK(shown_media_type(type).empty());
    }
    CHECK(shown_email("a.tarina@zakon.kz") == "a.tarina@zakon.kz");
    for (const char* email : {"", "@", "a@", "@b.kz", "a@b", "a@b.", "a@.kz", "a b@c.kz", "a@b@c.kz", "<a@b.kz>"}) {
        CAPTURE(email);
        CHECK(shown_email(email).empty());
    }
}
