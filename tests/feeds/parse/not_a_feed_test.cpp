#include "feeds/parse/format/html_page.hpp"
#include "feeds/parse/parse.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace arna {

TEST_CASE("what is no feed is refused and called by its name", "[parse][html]") {
    struct Case {
        const char* document;
        const char* said;
    };
    const auto [document, said] = GENERATE(values<Case>({
        {"", "empty"},
        {"just words", "no markup"},
        {"<!-- only a comment -->", "no markup"},
        {"<!DOCTYPE html><html><head><title>Not   found</title></head><body><p>404</body></html>",
         "a web page, \"Not found\""},
        {"<div><p>a fragment</p></div>", "a web page"},
        {"<opml version=\"2.0\"><body/></opml>", "OPML"},
        {"# Notes\n\nSee <http://127.0.0.1:8411/>.\n", "holds no markup"},
        {"<soap:Envelope xmlns:soap=\"urn:s\"><soap:Body/></soap:Envelope>", "another kind (<Envelope>)"},
        {"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><foaf:Person xmlns:foaf=\"http://xmlns.com/foaf/0.1/\"/></rdf:RDF>",
         "another kind"},
        {"{\"error\": 404}", "no JSON Feed"},
        {"[1, 2]", "no object"},
    }));
    CAPTURE(document);
    const auto feed = parse(document, {});
    REQUIRE_FALSE(feed);
    CHECK(feed.error().code == Errc::not_a_feed);
    CHECK_THAT(feed.error().message, Catch::Contains(said));
}

TEST_CASE("a web page is refused with the feeds that it offers", "[parse][html]") {
    const auto feed =
        parse(R"(<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head></html>)",
              {.base = "https://e.example/page"});
    REQUIRE_FALSE(feed);
    CHECK_THAT(feed.error().message, Catch::Contains("it offers https://e.example/rss"));
}

TEST_CASE("what is said of a web page holds no password and no token of its address", "[parse][html]") {
    const auto feed =
        parse(R"(<html><head><link rel="alternate" type="application/rss+xml" href="/rss?key=s3cret"></head></html>)",
              {.base = "https://me:s3cret@e.example/page?token=s3cret"});
    REQUIRE_FALSE(feed);
    CHECK_THAT(feed.error().message,
               Catch::Contains("page = \"https://***@e.example/page?token=***\"") && !Catch::Contains("s3cret"));
}

TEST_CASE("the feeds of a page are found by rel and type", "[parse][html]") {
    const auto page = read_html_page(R"(<!doctype html>
<HTML lang=kk_KZ><head><title>Жаңалықтар &amp;
  co</title><base href="https://e.example/dir/">
<link rel="stylesheet" type="text/css" href="style.css">
<LINK REL="Alternate" TYPE="application/rss+xml; charset=utf-8" HREF="rss?a=1&amp;b=2" TITLE="All &quot;news&quot;">
<link rel="alternate home" type='application/atom+xml' href=/atom>
<link rel="alternate" type="application/feed+json" href="feed.json"/>
<link rel="alternate" hreflang="ru" href="/ru">
<link rel="feed" href="/hfeed">
<link rel="alternate" type="application/rss+xml" href="rss?a=1&amp;b=2">
<link rel="alternate" type="application/rss+xml">
<script>document.write('<link rel="alternate" type="application/rss+xml" href="/script">')</script>
<!-- <link rel="alternate" type="application/rss+xml" href="/comment"> -->
</head><body><title>not this one</title></body></HTML>)",
                                     "https://other.example/");
    CHECK(page.title == "Жаңалықтар & co");
    CHECK(page.language == "kk-KZ");
    REQUIRE(page.feeds.size() == 4);
    CHECK(page.feeds[0].url == "https://e.example/dir/rss?a=1&b=2");
    CHECK(page.feeds[0].title == "All \"news\"");
    CHECK(page.feeds[1].url == "https://e.example/atom");
    CHECK(page.feeds[1].type == "application/atom+xml");
    CHECK(page.feeds[2].url == "https://e.example/dir/feed.json");
    CHECK(page.feeds[3].url == "https://e.example/hfeed");
}

TEST_CASE("links of a page that end like a feed are found, each once", "[parse][html]") {
    const auto page = read_html_page(R"(<link rel=alternate type=application/rss+xml href=/known.rss>
<a href="/rss">a</a> <A HREF="feed/">b</A> <a href="news.XML?x=1">c</a> <a href="/rss">again</a> <a href="/known.rss">d</a>
<a href="/sitemap.xml">e</a> <a href="/about">f</a> <a href="mailto:a@rss">g</a> <a>h</a> <a href="//b.example/x.atom">i</a>
<a href="javascript:/rss">j</a>)",
                                     "https://e.example/dir/");
    CHECK(page.links == std::vector<std::string>{"https://e.example/rss", "https://e.example/dir/feed/",
                                                 "https://e.example/dir/news.XML?x=1", "https://b.example/x.atom"});
    std::string many;
    for (int i = 0; i < 100; ++i) many += "<a href='/" + std::to_string(i) + ".rss'>";
    CHECK(read_html_page(many, "https://e.example/").links.size() == 50);
}

} // namespace arna
