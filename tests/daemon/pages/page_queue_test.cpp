// The pages of articles, from the poll that brings an item to the tag that it enters: a real store, a real fetcher, a
// loopback site, and a clock that the test sets.
#include "daemon/pages/page_queue.hpp"

#include "tests/daemon/pages/site.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <semaphore>

using namespace arna;
using namespace std::chrono_literals;

TEST_CASE_METHOD(Site, "the label that only the page shows brings the article into the tag", "[pages][queue]") {
    poll();
    CHECK(members("all").empty()); // no bare title first
    CHECK(origin.hits("/qogam/1") == 0);
    read_pages();
    CHECK(members("referendum") == Titles{"Мақала 1"});
    CHECK(members("all") == Titles{"Мақала 1"});
    const auto article = daemon->members("referendum").front();
    CHECK(article.entry.content.str().contains("Жастар саясаты басқармасы"));
    CHECK(article.entry.is_content_of_page);
    CHECK(article.revision == 1);
    REQUIRE(pages.size() == 1);
    CHECK(pages[0].outcome == PageOutcome::read);
    const auto asked = origin.requests("/qogam/1").at(0);
    CHECK(asked.header("Accept").starts_with("text/html"));
    CHECK(asked.header("User-Agent") == "arna/test");
    CHECK(asked.count("Cookie") + asked.count("Referer") == 0);
    CHECK(daemon->stored("a").watch.pages_read == 1);
}

TEST_CASE_METHOD(Site, "the same feed again asks for no page again", "[pages][queue]") {
    visit();
    visit();
    tell({2, 1});
    visit();
    CHECK(origin.hits("/qogam/1") == 1);
    CHECK(origin.hits("/qogam/2") == 1);
    CHECK(origin.hits("/robots.txt") == 1);
    CHECK(members("referendum") == Titles{"Мақала 1", "Мақала 2"});
    CHECK(daemon->members("referendum").front().revision == 1);
}

TEST_CASE_METHOD(Site, "what robots.txt forbids is never asked for, and its article enters with what there is",
                 "[pages][queue]") {
    origin.on("/robots.txt", reply(200, {}, "User-agent: *\nDisallow: /qogam/\n"));
    visit();
    CHECK(page_hits() == 0);
    CHECK(members("all") == Titles{"Мақала 1"});
    CHECK(members("referendum").empty());
    REQUIRE(pages.size() == 1);
    CHECK(pages[0].outcome == PageOutcome::refused);
    CHECK(pages[0].why == "robots.txt forbids it (line 2: Disallow: /qogam/)");
    CHECK(daemon->stored("a").watch.pages_refused == 1);
}

TEST_CASE_METHOD(Site, "a page that a redirect leads to is read as robots.txt allows", "[pages][queue]") {
    origin.on("/robots.txt", reply(200, {}, "User-agent: *\nDisallow: /no/\n"));
    origin.on("/no/1", html(article_page(1)));
    origin.on("/yes/2", html(article_page(2)));
    tell({1, 2});
    answer(1, redirect(302, origin.url("/no/1")));
    answer(2, redirect(302, origin.url("/yes/2")));
    visit();
    CHECK(members("all") == Titles{"Мақала 1", "Мақала 2"});
    CHECK(members("referendum") == Titles{"Мақала 2"});
    CHECK(origin.hits("/no/1") == 0);
    CHECK(daemon->stored("a").watch.pages_refused == 1);
}

TEST_CASE_METHOD(Site, "where robots.txt may be ignored it is not asked for", "[pages][queue]") {
    origin.on("/robots.txt", reply(200, {}, "User-agent: *\nDisallow: /\n"));
    settings.obeys_robots = false;
    visit();
    CHECK(origin.hits("/robots.txt") == 0);
    CHECK(members("referendum") == Titles{"Мақала 1"});
}

TEST_CASE_METHOD(Site, "while robots.txt does not answer no page is asked for", "[pages][queue]") {
    origin.on("/robots.txt", [](const OriginRequest&, int hit) { return hit == 1 ? reply(503) : reply(404); });
    visit();
    CHECK(page_hits() == 0);
    CHECK(members("all").empty());
    clock.advance(4min);
    read_pages();
    CHECK(origin.hits("/robots.txt") == 1);
    clock.advance(1min + 1s);
    read_pages();
    CHECK(origin.hits("/robots.txt") == 2);
    CHECK(members("referendum") == Titles{"Мақала 1"});
}

TEST_CASE_METHOD(Site, "an article is held for a page that may come in time, and a page that comes later is a revision",
                 "[pages][queue]") {
    answer(1, reply(503));
    visit();
    CHECK(origin.hits("/qogam/1") == 1);
    CHECK(members("all").empty());
    clock.advance(6min);
    read_pages();
    CHECK(origin.hits("/qogam/1") == 2);
    CHECK(members("all") == Titles{"Мақала 1"}); // the next try is half an hour away
    clock.advance(9min);
    read_pages();
    CHECK(members("referendum").empty());
    CHECK(queue->counters().released == 1);
    answer(1, html(article_page(1)));
    clock.advance(25min);
    read_pages();
    CHECK(origin.hits("/qogam/1") == 1 + 2); // counted from its new answer on by the origin, or in all
    CHECK(members("referendum") == Titles{"Мақала 1"});
    CHECK(daemon->members("referendum").front().revision == 2);
}

TEST_CASE_METHOD(Site, "a page that is gone holds nobody up", "[pages][queue]") {
    answer(1, reply(404));
    visit();
    CHECK(members("all") == Titles{"Мақала 1"});
    clock.advance(24h);
    read_pages();
    CHECK(origin.hits("/qogam/1") == 1);
}

TEST_CASE_METHOD(Site, "a page that is no article changes nothing", "[pages][queue]") {
    const auto wall = GENERATE(
        R"(<!DOCTYPE html><title>Just a moment...</title><p>Checking your browser before accessing the site.</p>)",
        R"(<!DOCTYPE html><title>404</title><h1>Бет табылмады</h1><a href=/>Басты бет</a>)");
    answer(1, html(wall));
    visit();
    CHECK(members("all") == Titles{"Мақала 1"});
    CHECK(daemon->members("all").front().entry.content.empty());
    CHECK(pages.at(0).outcome == PageOutcome::refused);
    CHECK_FALSE(pages.at(0).why.empty());
}

TEST_CASE_METHOD(Site, "a redirect to another site is not followed", "[pages][queue]") {
    Origin other("127.0.0.2");
    other.on("/login", html(article_page(9)));
    answer(1, redirect(302, other.url("/login")));
    visit();
    CHECK(other.hits() == 0);
    CHECK(members("all") == Titles{"Мақала 1"});
    CHECK(pages.at(0).outcome == PageOutcome::refused);
}

TEST_CASE_METHOD(Site, "the page of another site is not asked for, unless its host is named", "[pages][queue]") {
    Origin other("127.0.0.2");
    other.on("/qogam/9", html(article_page(9)));
    const auto feed = [&](const std::string& title) {
        return reply(200, {},
                     fmt::format("<rss version='2.0'><channel><title>Арна</title><item><title>{}</title><link>{}</link>"
                                 "</item></channel></rss>",
                                 title, other.url("/qogam/9")));
    };
    origin.on("/feed", feed("Мақала 9"));
    visit();
    CHECK(other.hits() == 0);
    CHECK(members("all") == Titles{"Мақала 9"});
    stop();
    settings.hosts = {"127.0.0.2"};
    origin.on("/feed", feed("Мақала 9, толық"));
    visit();
    CHECK(other.hits("/qogam/9") == 1);
}

TEST_CASE_METHOD(Site, "of a first document only the newest pages are wanted, later the rest waits its turn",
                 "[pages][queue]") {
    settings.limit = 3;
    tell({9, 8, 7, 6, 5});
    visit();
    CHECK(page_hits() == 3);
    CHECK(members("referendum") == Titles{"Мақала 7", "Мақала 8", "Мақала 9"});
    CHECK(members("all").size() == 5); // those of the others are never asked for
    tell({15, 14, 13, 12, 11, 9, 8, 7, 6, 5});
    visit();
    CHECK(page_hits() == 6);
    CHECK(members("all").size() == 8);
    visit();
    CHECK(page_hits() == 8);
    CHECK(members("referendum").size() == 8);
    visit();
    CHECK(page_hits() == 8);
}

TEST_CASE_METHOD(Site, "of more pages than are asked for in a day the newest wait, the others are given up",
                 "[pages][queue]") {
    settings.limit = 2;
    visit();
    constexpr int last = 311; // the first ten of the document are the newest ten
    std::vector<int> items;
    for (int n = 2; n <= last; ++n) items.push_back(n);
    tell(items);
    visit();
    CHECK(queue->counters().waiting == 298);
    const auto given_up = std::ranges::count_if(pages, [](const PageReport& page) {
        return page.why == "newer ones wait: 300 of a source are asked for in a day";
    });
    CHECK(given_up == 10);
    CHECK(origin.hits(path(2)) == 1);
    CHECK(std::ranges::count(members("all"), "Мақала 311") == 1); // it enters with what there is
    pages.clear();
    daemon->poll_one(true);
    read_pages();
    CHECK(pages.empty());
}

TEST_CASE_METHOD(Site, "a page whose visit ends while others are given up is not asked for again at once",
                 "[pages][queue]") {
    poll();
    bool is_asked = false, is_done = false;
    std::binary_semaphore may_answer(0);
    answer(1, {});
    origin.on(path(1), [&](const OriginRequest&, int hit) {
        if (hit > 1) return reply(503);
        boost::asio::post(daemon->io, [&] { is_asked = true; });
        may_answer.acquire();
        return reply(503);
    });
    boost::asio::co_spawn(daemon->io, queue->run_once(0ms), [&](const std::exception_ptr&) { is_done = true; });
    REQUIRE(daemon->run_until([&] { return is_asked; }));
    std::vector<int> items;
    for (int n = 2; n <= 310; ++n) items.push_back(n);
    clock.jump(-1h); // what is told now is older
    tell(items);
    poll();
    clock.jump(1h);
    const auto has_ended = [&] {
        return std::ranges::find(pages, origin.url(path(1)), &PageReport::url) != pages.end();
    };
    REQUIRE_FALSE(has_ended());
    std::size_t given_up_before = 0;
    told = [&](const PageReport&) { // the first that is given up: the visit ends before the next is
        if (given_up_before > 0) return;
        given_up_before = pages.size();
        may_answer.release();
        (void)daemon->run_until(has_ended);
    };
    const bool is_given_up = daemon->run_until([&] { return given_up_before > 0; });
    if (!is_given_up) may_answer.release();
    REQUIRE(is_given_up);
    REQUIRE(daemon->run_until([&] { return is_done; }));
    REQUIRE(has_ended());
    CHECK(pages.size() > given_up_before + 1);
    CHECK(origin.hits(path(1)) == 1);
    CHECK(queue->counters().waiting > 0);
}

TEST_CASE_METHOD(Site, "a host that refuses three pages in a row is left alone for a day, and the source says so",
                 "[pages][queue]") {
    tell({5, 4, 3, 2, 1});
    for (int n = 1; n <= 5; ++n) answer(n, reply(403));
    visit();
    CHECK(page_hits() == 3);
    const auto watch = daemon->stored("a").watch;
    CHECK(watch.pages_paused == clock.now() + 24h);
    CHECK(watch.pages_paused_for == "403 to 3 pages in a row");
    stop(); // also after a restart
    visit();
    CHECK(page_hits() == 3);
    clock.advance(15min);
    read_pages();
    CHECK(members("all").size() == 5);
    answer(1, html(article_page(1)));
    answer(2, html(article_page(2)));
    clock.advance(24h);
    visit();
    CHECK(members("referendum") == Titles{"Мақала 1", "Мақала 2"});
}

TEST_CASE_METHOD(Site, "Retry-After holds for all pages of the host", "[pages][queue]") {
    tell({3, 2, 1});
    answer(3, reply(429, {{"Retry-After", "600"}}));
    visit();
    CHECK(page_hits() == 1);
    clock.advance(9min);
    read_pages();
    CHECK(page_hits() == 1);
    answer(3, html(article_page(3)));
    clock.advance(1min + 1s);
    read_pages();
    CHECK(members("referendum").size() == 3);
    CHECK(daemon->members("referendum").front().revision == 1); // nobody had seen them before
}

TEST_CASE_METHOD(Site, "the end of the program loses nothing that waits, and nothing is asked for twice",
                 "[pages][queue]") {
    settings.limit = 4;
    tell({4, 3, 2, 1});
    poll();
    stop(); // before any page was asked for
    start();
    CHECK(members("all").empty());
    read_pages();
    CHECK(members("referendum").size() == 4);
    stop();
    start();
    read_pages();
    CHECK(page_hits() == 4);
    CHECK(origin.hits("/robots.txt") == 1); // it is kept, too
}

TEST_CASE_METHOD(Site, "a page is revisited with its validators, and a 304 or the same text changes nothing",
                 "[pages][queue]") {
    settings.revisit = 1h;
    origin.on("/qogam/1", [](const OriginRequest& request, int) {
        if (request.header("If-None-Match") == "\"1\"") return reply(304);
        return html(article_page(1), {{"ETag", "\"1\""}});
    });
    visit();
    for (int hours = 0; hours < 8; ++hours) {
        clock.advance(1h + 1s);
        visit();
    }
    const auto asked = origin.requests("/qogam/1");
    CHECK(asked.size() == 5); // and no more
    CHECK(asked.back().header("If-None-Match") == "\"1\"");
    CHECK(daemon->members("referendum").front().revision == 1);
}

TEST_CASE_METHOD(Site, "a page that says something else later is a revision", "[pages][queue]") {
    settings.revisit = 1h;
    visit();
    answer(1, html(article_page(1, "#Басқа", " Мәтін толықтырылды.")));
    clock.advance(1h + 1s);
    visit();
    CHECK(members("referendum").empty()); // the label is gone
    const auto article = daemon->members("all").front();
    CHECK(article.revision == 2);
    CHECK(article.entry.content.str().contains("толықтырылды"));
}

TEST_CASE_METHOD(Site,
                 "an item that its feed tells otherwise keeps what its page gave, and its page is asked for again",
                 "[pages][queue]") {
    visit();
    origin.on("/feed", reply(200, {},
                             fmt::format("<rss version='2.0'><channel><title>Арна</title><item><title>Мақала 1 "
                                         "(жаңартылды)</title><link>{}</link></item></channel></rss>",
                                         origin.url("/qogam/1"))));
    poll();
    CHECK(members("referendum") == Titles{"Мақала 1 (жаңартылды)"});
    read_pages();
    CHECK(origin.hits("/qogam/1") == 2);
    const auto article = daemon->members("referendum").front();
    CHECK(article.revision == 2);
    CHECK(article.entry.content.str().contains("Жастар саясаты"));
}

TEST_CASE_METHOD(Site,
                 "where a list told the day, or counted hours, an article enters with the moment that its page tells",
                 "[pages][queue]") {
    adjust = [](PollSource& source) { source.kind = PollSource::Kind::page; };
    clock.advance(17s + 3ms);
    const auto day = std::chrono::floor<std::chrono::days>(clock.now()) - std::chrono::days(1);
    const std::chrono::year_month_day date(day);
    const auto shown = fmt::format("{:02}.{:02}.{}", static_cast<unsigned>(date.day()),
                                   static_cast<unsigned>(date.month()), static_cast<int>(date.year()));
    std::string list = "<!DOCTYPE html><html lang=kk><head><title>Жаңалықтар</title></head><body><main>";
    for (int n = 1; n <= 3; ++n) {
        list +=
            fmt::format("<div class=card><h2><a href={0}>Мақала {1} туралы толық хабар</a></h2><p class=date>{2}</p>"
                        "</div>",
                        path(n), n, n == 3 ? "30 сағат бұрын" : shown);
        answer(n, html(fmt::format("<meta property=article:published_time content={}-{:02}-{:02}T0{}:55:00+00:00>",
                                   static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                                   static_cast<unsigned>(date.day()), n) +
                       article_page(n)));
    }
    origin.on("/feed", html(list + "</main></body></html>"));
    visit();
    const auto articles = daemon->members("all");
    REQUIRE(articles.size() == 3);
    CHECK(articles.front().published == day + 3h + 55min);
    CHECK(articles.back().published == day + 1h + 55min);
}

TEST_CASE_METHOD(Site, "a file is asked for by nobody, and holds nobody up", "[pages][queue]") {
    origin.on("/feed", reply(200, {},
                             fmt::format("<rss version='2.0'><channel><title>Арна</title><item><title>Мақала 1</title>"
                                         "<link>{}</link></item></channel></rss>",
                                         origin.url("/files/1.PDF"))));
    visit();
    CHECK(origin.hits("/files/1.PDF") == 0);
    CHECK(members("all") == Titles{"Мақала 1"});
}

TEST_CASE_METHOD(Site, "items with a text of their own are left as they are where only missing ones are read",
                 "[pages][queue]") {
    settings.articles = PageSettings::Articles::without_text;
    std::string text;
    for (int i = 0; i < 60; ++i) text += "толық мәтін ";
    origin.on("/feed", reply(200, {},
                             fmt::format("<rss version='2.0'><channel><title>Арна</title>"
                                         "<item><title>Мақала 1</title><link>{0}</link><description>{2}"
                                         "</description></item><item><title>Мақала 2</title><link>{1}</link>"
                                         "</item></channel></rss>",
                                         origin.url("/qogam/1"), origin.url("/qogam/2"), text)));
    answer(2, html(article_page(2)));
    visit();
    CHECK(origin.hits("/qogam/1") == 0);
    CHECK(origin.hits("/qogam/2") == 1);
    CHECK(members("all").size() == 2);
}
