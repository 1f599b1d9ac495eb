// What sites do to whoever reads their pages: nothing is invented, no feed is emptied, and nobody waits for ever.
#include "tests/daemon/pages/site.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace arna;
using namespace std::chrono_literals;

namespace {

constexpr const char* login =
    "<!DOCTYPE html><html lang=kk><head><title>Кіру</title></head><body><h1>Жүйеге кіру</h1><form method=post "
    "action=/login><input name=login><input type=password name=password><button>Кіру</button></form></body></html>";
constexpr const char* soft_404 =
    "<!DOCTYPE html><html lang=ru><head><title>Страница не найдена</title></head><body><nav><a href=/>Главная</a></nav>"
    "<h1>404</h1><p>Страница не найдена</p></body></html>";
constexpr const char* shell =
    "<!DOCTYPE html><html><head><title>Арна</title></head><body><div id=app></div><script src=/app.js></script></body>"
    "</html>";

/// An article behind so much markup that the page is larger than is read of one.
std::string huge_page() {
    std::string page = article_page(1);
    const std::string filling = "<div class=x><span>толтыру</span></div>";
    std::string more;
    while (more.size() <= 10u << 20) more += filling;
    return page.insert(page.find("</body>"), more);
}

std::string listing(const std::vector<int>& articles, const std::string& card) {
    std::string all = "<!DOCTYPE html><html lang=kk><head><title>Жаңалықтар</title></head><body><main>";
    for (const int n : articles)
        all +=
            fmt::format("<div class={1}><h2><a href=/qogam/{0}>Мақала {0} туралы толық хабар</a></h2></div>", n, card);
    return all + "</main></body></html>";
}

/// A page that lists articles, read by rules.
struct RuledSite : Site {
    RuledSite() {
        adjust = [this](PollSource& source) {
            source.kind = PollSource::Kind::page;
            PageRules rules;
            rules.items = ItemRules{.each = each};
            source.rules = rules;
        };
    }
    void show(const std::string& page) { origin.on("/feed", html(page)); }

    std::string each = "div.card";
};

/// Many sources on one host.
struct ManySources : Site {
    static constexpr int count = 200;

    ManySources() {
        more = [this](std::vector<PollSource>& sources) {
            const auto first = sources.front();
            for (int n = 1; n <= count; ++n) {
                const auto feed = fmt::format("/feed/{}", n);
                origin.on(feed,
                          reply(200, {},
                                fmt::format("<rss version='2.0'><channel><title>Арна {0}</title><item><title>Мақала "
                                            "{0}</title><link>{1}</link></item></channel></rss>",
                                            n, origin.url(path(n)))));
                origin.on(path(n), html(article_page(n)));
                auto source = first;
                source.name = fmt::format("s{}", n);
                source.url = origin.url(feed);
                sources.push_back(std::move(source));
            }
        };
    }
};

} // namespace

TEST_CASE_METHOD(Site, "what is no article's page is refused with a reason, and its article enters with what it has",
                 "[pages][bad-input]") {
    struct Case {
        const char* what;
        OriginReply answer;
    };
    const std::vector<Case> cases = {
        {"a login", html(login)},
        {"not found in a 200", html(soft_404)},
        {"a script's shell", html(shell)},
        {"more than is read of a page", html(huge_page())},
        {"no HTML", reply(200, {{"Content-Type", "application/pdf"}}, "%PDF-1.7")},
        {"an API", reply(200, {{"Content-Type", "application/json"}}, R"({"title": "Мақала"})")},
        {"nothing", html("")},
    };
    const auto& [what, wrong] = cases[static_cast<std::size_t>(GENERATE(range(0, 7)))];
    CAPTURE(what);
    answer(1, wrong);
    tell({2, 1});
    visit();
    CHECK(members("all") == Titles{"Мақала 1", "Мақала 2"});
    CHECK(members("referendum") == Titles{"Мақала 2"});
    for (const auto& article : daemon->members("all"))
        if (article.entry.title == "Мақала 1") CHECK(article.entry.content.empty());
    const auto refused = std::ranges::find(pages, PageOutcome::refused, &PageReport::outcome);
    REQUIRE(refused != pages.end());
    CHECK_FALSE(refused->why.empty());
    clock.advance(24h);
    visit();
    CHECK(origin.hits(path(1)) == 1);
}

TEST_CASE_METHOD(Site, "of a robots.txt of more than 500 KiB the beginning counts", "[pages][bad-input]") {
    std::string robots = "User-agent: *\nDisallow: /qogam/1$\n";
    while (robots.size() < 500u << 10) robots += fmt::format("Disallow: /never/{}\n", robots.size());
    origin.on("/robots.txt", reply(200, {}, robots + "Disallow: /\n"));
    tell({2, 1});
    visit();
    CHECK(origin.hits(path(1)) == 0);
    CHECK(members("referendum") == Titles{"Мақала 2"});
}

TEST_CASE_METHOD(Site, "while robots.txt cannot be reached nobody waits longer than for any page",
                 "[pages][bad-input]") {
    origin.on("/robots.txt", OriginReply{.bytes = "", .end = OriginReply::End::reset});
    visit();
    CHECK(members("all").empty());
    clock.advance(15min + 1s);
    read_pages();
    CHECK(page_hits() == 0);
    CHECK(members("all") == Titles{"Мақала 1"});
    CHECK(members("referendum").empty());
    origin.on("/robots.txt", reply(404));
    clock.advance(3h);
    read_pages();
    CHECK(members("referendum") == Titles{"Мақала 1"});
}

TEST_CASE_METHOD(
    Site, "Retry-After in the middle of a queue holds the rest, which enters at once where nobody can wait so long",
    "[pages][bad-input]") {
    tell({5, 4, 3, 2, 1});
    answer(4, reply(429, {{"Retry-After", "1200"}}));
    visit();
    CHECK(page_hits() == 2);
    CHECK(members("all").size() == 5); // the pages come in twenty minutes, and no guest stays longer than fifteen
    clock.advance(15min + 1s);
    read_pages();
    CHECK(page_hits() == 2);
    answer(4, html(article_page(4)));
    clock.advance(5min);
    read_pages();
    CHECK(members("referendum").size() == 5);
    for (const int n : {1, 2, 3, 5}) CHECK(origin.hits(path(n)) == 1);
}

TEST_CASE_METHOD(Site, "who waits when the program is killed still enters in time", "[pages][bad-input]") {
    answer(1, reply(503));
    visit();
    CHECK(members("all").empty());
    stop();
    clock.advance(15min + 1s);
    start();
    read_pages();
    CHECK(members("all") == Titles{"Мақала 1"});
}

TEST_CASE_METHOD(RuledSite, "a rule that matches nothing any more is a failure that names it, and takes nothing away",
                 "[pages][bad-input]") {
    show(listing({1, 2, 3}, "card"));
    visit();
    CHECK(members("all").size() == 3);
    show(listing({4, 5, 6}, "tile"));
    for (int failures = 1; failures <= 2; ++failures) {
        const auto report = daemon->poll_one(true);
        CHECK(report.outcome == PollOutcome::failed);
        CHECK(report.error.contains("items.each (div.card) matches nothing on \"Жаңалықтар\""));
        CHECK(report.error.contains("tile"));
        CHECK(daemon->state("a").misread == failures);
    }
    CHECK(members("all").size() == 3);
    show(listing({4, 3}, "card"));
    CHECK(daemon->poll_one(true).is_recovered);
}

TEST_CASE_METHOD(Site, "a page that was rebuilt is a failure also where no link of it is wanted any more",
                 "[pages][bad-input]") {
    adjust = [](PollSource& source) {
        source.kind = PollSource::Kind::page;
        source.link_match = "/qogam/";
    };
    const auto show = [this](const std::string& page) { origin.on("/feed", html(page)); };
    const auto with = [](std::string page, std::string_view old, std::string_view other) {
        for (auto at = page.find(old); at != std::string::npos; at = page.find(old))
            page.replace(at, old.size(), other);
        return page;
    };
    show(listing({1, 2, 3, 4, 5, 6}, "card"));
    visit();
    CHECK(members("all").size() == 6);
    show(with(listing({11, 12, 13, 14, 15, 16}, "card"), "/qogam/", "/sport/"));
    CHECK(daemon->poll_one(true).outcome == PollOutcome::stored); // the same list, with nothing that is wanted
    show(with(with(listing({21, 22, 23, 24, 25, 26}, "tile"), "/qogam/", "/sport/"), "h2>", "h4>"));
    const auto report = daemon->poll_one(true);
    CHECK(report.outcome == PollOutcome::failed);
    CHECK(report.error.contains("it was rebuilt"));
    CHECK(daemon->state("a").misread == 1);
    show(listing({7, 6, 5, 4, 3, 2}, "card"));
    CHECK(daemon->poll_one(true).is_recovered);
}

TEST_CASE_METHOD(RuledSite, "a rule that takes forever fails its source alone", "[pages][bad-input]") {
    each = "xpath://*[count(//*[//*]) > 0]";
    std::string page = listing({1, 2, 3}, "card");
    for (int i = 0; i < 12; ++i) page += page.substr(0, 100'000);
    show(page);
    start();
    const auto report = daemon->poll_one(true);
    CHECK(report.outcome == PollOutcome::failed);
    CHECK(report.error.contains("million steps"));
}

TEST_CASE_METHOD(RuledSite, "a rule that matches everything invents no articles", "[pages][bad-input]") {
    each = "*";
    show(listing({1, 2, 3}, "card"));
    visit();
    CHECK(members("all").size() == 3);
}

TEST_CASE_METHOD(ManySources, "hundreds of sources on one host wait their turn, and no article waits too long",
                 "[pages][bad-input]") {
    settings.gap = 3s;
    start();
    for (const auto& report : daemon->poll({}, true)) queue->polled(report);
    read_pages();
    CHECK(queue->counters().waiting >= count - 1);
    CHECK(pages.size() == 1); // then there is a gap
    clock.advance(15min + 1s);
    read_pages();
    CHECK(queue->counters().released >= count - 1);
    CHECK(members("all").size() == count);
}
