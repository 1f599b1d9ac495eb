#include "daemon/app/command/setup/feed_search.hpp"
#include "daemon/app/command/setup/source_draft.hpp"
#include "tests/support/origin.hpp"
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <regex>
#include <string>
#include <vector>

using namespace arna;

namespace {

Exit init(std::vector<std::string> addresses, Environment environment_more = {}) {
    addresses.insert(addresses.begin(), {environment("ARNA_BINARY"), "init"});
    environment_more.emplace("ARNA_FETCH__ALLOW", "127.0.0.0/8");
    return run_program(addresses, {}, environment_more);
}

/// A Kazakh feed that says it is Russian: an item every two hours, 12 in one category, 6 and 2 in others.
std::string dala_feed() {
    std::string items;
    for (int i = 0; i < 20; ++i) {
        items += fmt::format("<item><title>Жаңалық {0}</title><link>/{0}</link><pubDate>{1:02} Nov 2026 {2:02}:00:00 "
                             "GMT</pubDate><category>{3}</category><description>Мәжіліс депутаттары бүгін жаңа заң "
                             "жобасын талқылап, қала тұрғындарының мәселелерін қарады.</description></item>",
                             i, 20 - i / 12, 22 - i % 12 * 2,
                             i < 12   ? "Саясат"
                             : i < 18 ? "Қоғам"
                                      : "Спорт");
    }
    return "<rss version=\"2.0\"><channel><title>Дала \"үні\"</title><link>/</link><language>ru</language>" + items +
           "</channel></rss>";
}

const OriginFields html{{"Content-Type", "text/html"}};

} // namespace

TEST_CASE("init writes what a page's feed tells, in TOML that loads", "[app][init]") {
    Origin origin;
    origin.on("/", reply(200, html,
                         "<html><link rel=alternate type=application/rss+xml title='Comments' href=/c.rss>"
                         "<link rel=alternate type=application/rss+xml href=/x/news.rss>"
                         "<link rel=alternate type=application/rss+xml title='\"]\n&#27;[31mСпорт' href=/sport.rss>"));
    origin.on("/x/news.rss", reply(200, {}, dala_feed()));
    const auto written = init({origin.url("/")});
    CHECK(written.status == 0);
    CHECK(written.err.empty());
    const auto base = "http://" + origin.authority();
    const auto dateless = std::regex_replace(written.out, std::regex("on 20..-..-..\\."), "on D.");
    CHECK(dateless == fmt::format(R"(# Written by arna init on D. Save it as arna.toml, then: arna check, arna run
[[source]]
name     = "127-0-0-1"
url      = "{0}/x/news.rss"
title    = 'Дала "үні"'
language = "kk"                     # 20 of 20 items; the feed itself says ru
interval = "30m"                    # about 12 items a day
# categories of 20 items: Саясат 12, Қоғам 6, Спорт 2
# the page also offers: "Comments" {0}/c.rss
# the page also offers: ""] {1}[31mСпорт" {0}/sport.rss

# [[tag]]
# name = "Саясат"                   # in 12 of 20 items
)",
                                  base, "\xEF\xBF\xBD"));
    CHECK(origin.hits() == 2);

    const TemporaryDirectory folder;
    const auto file = folder.write("arna.toml", written.out).string();
    const auto checked = run_program({environment("ARNA_BINARY"), "check", "-c", file}, {}, {{"HOME", "/h"}});
    CHECK(checked.out == file + ": 1 source, 0 tags, 0 tests, 0 warnings\n");
}

TEST_CASE("init takes a feed as it is, follows where it moved, and names each source apart", "[app][init]") {
    Origin origin;
    origin.on("/rss", redirect(301, "/new.rss"));
    origin.on("/new.rss", reply(200, {}, dala_feed()));
    origin.on("/atom", reply(200, {}, "<feed xmlns='http://www.w3.org/2005/Atom'><title>b</title></feed>"));
    const auto written = init({origin.url("/rss"), origin.url("/atom")});
    CHECK(written.status == 0);
    CHECK(written.out.contains("name     = \"127-0-0-1\"\nurl      = \"" + origin.url("/new.rss") + "\"\n"));
    CHECK(written.out.contains("\n\n[[source]]\nname     = \"127-0-0-1-2\"\nurl      = \"" + origin.url("/atom") +
                               "\"\n"
                               "title    = \"b\"\n"
                               "interval = \"1h\"                     # its dates do not tell how often something new "
                               "comes\n"));
}

TEST_CASE("A page without a feed is a source itself, with rules for its lists and articles as comments",
          "[app][init]") {
    Origin origin;
    std::string cards, side;
    for (int i = 0; i < 5; ++i) {
        cards += fmt::format("<div class=card><h2><a href='/qogam/{0}'>Референдум күні белгіленді, {0}-бөлім</a></h2>"
                             "<time datetime='2026-02-2{0}T10:55:00+05:00'>2{0}.02.2026</time><img src=/{0}.jpg></div>",
                             i);
        side += fmt::format("<li><a href='/pikir/{0}'>Сарапшының үлкен пікірі, {0}-бөлім</a></li>", i);
    }
    origin.on("/qogam/", reply(200, {{"Content-Type", "text/html; charset=utf-8"}},
                               "<!DOCTYPE html><html lang=kk><title>Қоғам</title><main>" + cards +
                                   "</main><ul class=ops>" + side + "</ul>"));
    for (int i = 0; i < 5; ++i) {
        std::string text;
        for (int n = 0; n < 6; ++n)
            text += fmt::format("<p>Бұл мақаланың {}-абзацы, онда сайлау комиссиясының шешімі, оның себептері және "
                                "алдағы жұмыстар туралы толық айтылады, {}.</p>",
                                n, i);
        origin.on(
            fmt::format("/qogam/{}", i),
            reply(200, {{"Content-Type", "text/html; charset=utf-8"}},
                  fmt::format("<!DOCTYPE html><title>Референдум</title><h1>Референдум</h1><div class=body>{}</div>"
                              "<div class=tags>Тегтер: <a href=/tag/a>Сайлау</a> <a href=/tag/b>Заң{}</a></div>",
                              text, i)));
    }
    const auto written = init({origin.url("/qogam/")});
    CAPTURE(written.out, written.err);
    CHECK(written.status == 0);
    const auto base = "http://" + origin.authority();
    const auto dateless = std::regex_replace(written.out, std::regex("on 20..-..-..\\."), "on D.");
    CHECK(dateless == fmt::format(R"(# Written by arna init on D. Save it as arna.toml, then: arna check, arna run
[[source]]
name     = "127-0-0-1"
page     = "{0}/qogam/"
language = "kk"                     # what the page says
interval = "1h"
# 5 items are found on it without rules. These would find the same; to have them, remove the signs before them:
# [source.items]
# each = "div.card"                 # 5 items, 5 dates, 5 pictures, e.g. "Референдум күні белгіленді, 0-бөлім" 20.02. 05:55
# or another list of the page:
# each = "ul.ops > li"              # 5 items, e.g. "Сарапшының үлкен пікірі, 0-бөлім"
# [source.article]
# content = "div.body"              # on 2 of 2 pages, 624 letters on the first
# categories = "div.tags a"         # Сайлау, Заң0
)",
                                  base));
    CHECK(origin.hits() == 14); // the page, ten usual places, robots.txt, two articles
    const TemporaryDirectory folder;
    const auto file = folder.write("arna.toml", written.out).string();
    CHECK(run_program({environment("ARNA_BINARY"), "check", "-c", file}, {}, {{"HOME", "/h"}}).status == 0);
    const auto ruled =
        std::regex_replace(written.out, std::regex("# (\\[source|each = \"div|content|categories)"), "$1");
    const auto other = folder.write("ruled.toml", ruled).string();
    CHECK(run_program({environment("ARNA_BINARY"), "check", "-c", other}, {}, {{"HOME", "/h"}}).status == 0);
}

TEST_CASE("The news sitemap of a site that has no feed goes before its page, whatever that lists", "[app][init]") {
    Origin origin;
    std::string cards, news;
    for (int i = 0; i < 5; ++i) {
        cards += fmt::format("<article><h2><a href='/n/{0}'>Референдум күні белгіленді, {0}</a></h2></article>", i);
        news +=
            fmt::format("<url><loc>{1}</loc><news:news><news:publication><news:name>Дала</news:name><news:language>kk"
                        "</news:language></news:publication><news:publication_date>2026-11-2{0}T10:55:00+05:00"
                        "</news:publication_date><news:title>Жаңалық {0}</news:title></news:news></url>",
                        i, origin.url(fmt::format("/n/{}", i)));
    }
    origin.on("/", reply(200, html, "<!DOCTYPE html><meta charset=utf-8><main>" + cards + "</main>"));
    origin.on("/robots.txt", reply(200, {{"Content-Type", "text/plain"}},
                                   "User-agent: *\nSitemap: " + origin.url("/pages.xml") +
                                       "\nSitemap: " + origin.url("/news-map.xml") + "\n"));
    origin.on("/news-map.xml", reply(200, {{"Content-Type", "application/xml"}},
                                     "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
                                     "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>" +
                                         news + "</urlset>"));
    origin.on("/app", reply(200, html, "<!DOCTYPE html><meta charset=utf-8><div id=root></div>")); // lists nothing
    const auto address = GENERATE(values<const char*>({"/", "/app"}));
    const auto written = init({origin.url(address)});
    CAPTURE(written.out, written.err);
    CHECK(written.status == 0);
    CHECK(written.out.contains("url      = \"" + origin.url("/news-map.xml") +
                               "\" # the news sitemap of its robots.txt; there is no feed\n"));
    CHECK(origin.hits("/pages.xml") == 0);
    CHECK(origin.hits("/n/0") == 0);
}

TEST_CASE("init reads no article that robots.txt forbids, and says that it forbids the page", "[app][init]") {
    Origin origin;
    std::string cards;
    for (int i = 0; i < 5; ++i)
        cards += fmt::format("<article><h2><a href='/n/{0}'>Референдум күні белгіленді, {0}</a></h2></article>", i);
    origin.on("/q", reply(200, html, "<!DOCTYPE html><meta charset=utf-8><main>" + cards + "</main>"));
    origin.on("/robots.txt", reply(200, {}, "User-agent: *\nDisallow: /q\nDisallow: /n/\n"));
    const auto written = init({origin.url("/q")});
    CHECK(written.status == 0);
    CHECK(written.out.contains("# it will not be read: robots.txt forbids it (line 2: Disallow: /q)\n"));
    CHECK(origin.hits("/n/0") == 0);
}

TEST_CASE("A host is asked twelve times at most, no address twice, and what gave no feed is named", "[app][init]") {
    Origin origin;
    std::string links;
    for (int i = 0; i < 30; ++i) links += fmt::format("<a href='/{}.rss'>", i);
    origin.on("/", reply(200, html, "<html><a href='/rss'>" + links));
    origin.on("/bare", reply(200, html, "<html><a href='/0.rss'>"));
    Origin other;
    other.on("/feed", reply(200, {}, dala_feed()));
    const auto written = init({origin.url("/"), origin.url("/bare"), other.url("/feed")});
    CHECK(written.status == 1);
    CHECK(written.out.contains(other.url("/feed")));
    CHECK(written.err == "arna: " + origin.url("/") +
                             ": is a page that leads to no feed; give the address of the feed itself\n"
                             "arna: " +
                             origin.url("/bare") + ": is not asked: its host had 12 requests\n");
    CHECK(origin.hits() == 12);
    for (int i = 0; i < 10; ++i) CHECK(origin.hits(fmt::format("/{}.rss", i)) == 1);
}

TEST_CASE("init gives 3 when nothing answers, 1 when what answers is no feed, 2 for what is no address",
          "[app][init]") {
    CHECK(init({"http://127.0.0.1:1/"}).status == 3);
    Origin origin;
    origin.on("/a", reply(200, {{"Content-Type", "image/png"}}, "\x89PNG"));
    const auto none = init({origin.url("/a"), "http://127.0.0.1:1/"});
    CHECK(none.status == 1);
    CHECK(none.out.empty());
    CHECK(init({origin.url("/404")}).err ==
          "arna: " + origin.url("/404") +
              ": HTTP 404: nothing is there; 'arna init' of the site's front page may find where it is now\n");
    const auto wrong = init({"javascript:alert(1)"});
    CHECK(wrong.status == 2);
    CHECK(wrong.err ==
          "arna: javascript:alert(1): is no http or https address; write one like https://example.kz/rss\n");
}

TEST_CASE("init says how a file is a source, instead of asking the network for it", "[app][init]") {
    const TemporaryDirectory folder;
    const auto file = folder.write("one.rss", "<rss/>").string();
    const auto told = init({file});
    CHECK(told.status == 2);
    CHECK(told.err ==
          "arna: " + file + ": is a file; as a source it is 'path = \"" + file + "\"'; arna try shows what is in it\n");
}

TEST_CASE("Feeds that a page offers come first, those of comments last of them, then links, then usual places",
          "[app][init]") {
    const HtmlPage page{.feeds = {{"https://a.kz/comments/feed", "", ""},
                                  {"https://a.kz/1", "", "Комментарии"},
                                  {"https://a.kz/2", "", ""},
                                  {"ftp://a.kz/3", "", ""}},
                        .links = {"https://b.kz/rss", "https://a.kz/2"}};
    const auto candidates = feed_candidates(page, "https://a.kz/dir/page?x");
    CHECK(candidates == std::vector<std::string>{
                            "https://a.kz/2", "https://a.kz/comments/feed", "https://a.kz/1", "https://b.kz/rss",
                            "https://a.kz/feed", "https://a.kz/rss", "https://a.kz/rss.xml", "https://a.kz/feed.xml",
                            "https://a.kz/atom.xml", "https://a.kz/index.xml", "https://a.kz/feed.json",
                            "https://a.kz/rss/", "https://a.kz/feed/", "https://a.kz/index.rss"});
}

TEST_CASE("A foreign text in a draft is one line of 200 characters at most", "[app][init]") {
    CHECK(draft_text("a\nb\tc\x1b[31m") == "a b c\xEF\xBF\xBD[31m");
    CHECK(draft_text(std::string(1000, 'a')).size() <= 200 + 2); // "…" has three bytes
}
