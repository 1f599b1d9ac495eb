// Sitemaps as sources: which of their pages are read, and when again; indexes.
#include "tests/daemon/pages/site.hpp"
#include "tests/support/coded.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace arna;
using namespace std::chrono_literals;

namespace {

struct SitemapPage {
    int n = 0;
    std::string changed; ///< lastmod
};

struct SitemapSite : Site {
    SitemapSite() {
        settings.articles.reset(); // as where the configuration says nothing
        for (int n = 1; n <= 9; ++n) answer(n, html(article_page(n)));
    }

    [[nodiscard]] std::string urlset(const std::vector<SitemapPage>& pages) const {
        std::string all = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>";
        for (const auto& page : pages)
            all += fmt::format("<url><loc>{}</loc><lastmod>{}</lastmod></url>", origin.url(path(page.n)), page.changed);
        return all + "</urlset>";
    }
    void show(const std::string& where, const std::string& body) { origin.on(where, reply(200, {}, body)); }

    void show_index(const std::vector<std::pair<std::string, std::string>>& sitemaps) {
        std::string all = "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>";
        for (const auto& [where, changed] : sitemaps)
            all += fmt::format("<sitemap><loc>{}</loc><lastmod>{}</lastmod></sitemap>",
                               where.contains("://") ? where : origin.url(where), changed);
        origin.on("/feed", reply(200, {{"ETag", "\"index\""}}, all + "</sitemapindex>"));
    }
};

} // namespace

TEST_CASE_METHOD(SitemapSite, "the pages of a sitemap are read unless the configuration says otherwise",
                 "[pages][sitemap]") {
    show("/feed", urlset({{1, "2026-02-22"}, {2, "2026-02-23"}}));
    visit();
    CHECK(members("referendum") == Titles{"Мақала 1", "Мақала 2"});
    CHECK(page_hits() == 2);
    visit();
    CHECK(page_hits() == 2);
}

TEST_CASE_METHOD(SitemapSite, "an ordinary feed's pages are not read where the configuration says nothing",
                 "[pages][sitemap]") {
    visit();
    CHECK(page_hits() == 0);
    CHECK(members("all") == Titles{"Мақала 1"});
}

TEST_CASE_METHOD(SitemapSite, "of a first sitemap the pages that changed last are read", "[pages][sitemap]") {
    settings.limit = 2;
    show("/feed", urlset({{1, "2026-02-01"}, {2, "2026-02-22"}, {3, "2026-02-03"}, {4, "2026-02-21"}}));
    visit();
    CHECK(members("referendum") == Titles{"Мақала 2", "Мақала 4"});
    CHECK(page_hits() == 2);
}

TEST_CASE_METHOD(SitemapSite, "a page is asked for again when its lastmod moves, each time", "[pages][sitemap]") {
    show("/feed", urlset({{1, "2026-02-21"}, {2, "2026-02-22"}}));
    visit();
    CHECK(page_hits() == 2);
    answer(1, html(article_page(1, "#Басқа")));
    show("/feed", urlset({{1, "2026-02-23"}, {2, "2026-02-22"}}));
    visit();
    CHECK(origin.hits("/qogam/1") == 2);
    CHECK(origin.hits("/qogam/2") == 1);
    CHECK(members("referendum") == Titles{"Мақала 2"});
    clock.advance(24h);
    show("/feed", urlset({{1, "2026-02-24"}, {2, "2026-02-22"}}));
    visit();
    CHECK(origin.hits("/qogam/1") == 3);
    visit();
    CHECK(origin.hits("/qogam/1") == 3);
}

TEST_CASE_METHOD(SitemapSite, "a sitemap that an index names twice is asked for once", "[pages][sitemap]") {
    show_index({{"/a.xml", "2026-02-22"}, {"/a.xml", "2026-02-22"}, {"/b.xml", "2026-02-21"}});
    show("/a.xml", urlset({{1, "2026-02-21"}}));
    show("/b.xml", urlset({{2, "2026-02-21"}}));
    visit();
    CHECK(origin.hits("/a.xml") == 1);
    CHECK(origin.hits("/b.xml") == 1);
    CHECK(members("referendum") == Titles{"Мақала 1", "Мақала 2"});
}

TEST_CASE_METHOD(SitemapSite, "a page that was refused is asked for again when its lastmod moves", "[pages][sitemap]") {
    answer(1, reply(404));
    show("/feed", urlset({{1, "2026-02-21"}}));
    visit();
    visit();
    CHECK(origin.hits("/qogam/1") == 1);
    answer(1, html(article_page(1)));
    show("/feed", urlset({{1, "2026-02-23"}}));
    visit();
    CHECK(members("referendum") == Titles{"Мақала 1"});
}

TEST_CASE_METHOD(SitemapSite, "an article was published when its page says so, not when it changed",
                 "[pages][sitemap]") {
    answer(1, html("<!DOCTYPE html><html lang=kk><head><meta property=article:published_time "
                   "content=2026-02-20T08:30:00+05:00>" +
                   article_page(1).substr(article_page(1).find("<title>"))));
    show("/feed", urlset({{1, "2026-02-22T10:00:00Z"}, {2, "2026-02-21T10:00:00Z"}}));
    visit();
    const auto articles = daemon->members("all");
    REQUIRE(articles.size() == 2);
    for (const auto& article : articles)
        CHECK(article.published ==
              std::chrono::sys_days{std::chrono::year{2026} / 2 / (article.entry.title == "Мақала 1" ? 20 : 21)} +
                  (article.entry.title == "Мақала 1" ? 3h + 30min : 10h + 0min));
}

TEST_CASE_METHOD(SitemapSite, "of an index of sitemaps the newest are read, up to the limit", "[pages][sitemap]") {
    adjust = [](PollSource& source) { source.sitemap_limit = 2; };
    show_index({{"/old.xml", "2026-01-01"}, {"/a.xml", "2026-02-20"}, {"/b.xml", "2026-02-22"}});
    show("/old.xml", urlset({{3, "2026-01-01"}}));
    show("/a.xml", urlset({{1, "2026-02-20"}}));
    show("/b.xml", urlset({{2, "2026-02-22"}}));
    visit();
    CHECK(members("referendum") == Titles{"Мақала 1", "Мақала 2"});
    CHECK(origin.hits("/old.xml") == 0);
    show("/b.xml", urlset({{4, "2026-02-23"}, {2, "2026-02-22"}})); // the index itself is as it was
    visit();
    CHECK(members("referendum") == Titles{"Мақала 1", "Мақала 2", "Мақала 4"});
    CHECK(origin.requests("/feed").back().header("If-None-Match").empty());
    const auto again = daemon->poll_one(true);
    CHECK(again.outcome == PollOutcome::unchanged);
    CHECK(page_hits() == 3);
}

TEST_CASE_METHOD(SitemapSite, "a sitemap that fails does not keep the others from being read", "[pages][sitemap]") {
    show_index({{"/a.xml", "2026-02-22"}, {"/b.xml", "2026-02-21"}});
    show("/b.xml", urlset({{1, "2026-02-22"}}));
    visit();
    CHECK(members("referendum") == Titles{"Мақала 1"});
    CHECK(daemon->state("a").error == origin.url("/a.xml") + ": HTTP 404");
    CHECK(daemon->poll_one(true).outcome == PollOutcome::unchanged);
    CHECK(daemon->state("a").error == origin.url("/a.xml") + ": HTTP 404");
    show("/a.xml", urlset({{2, "2026-02-22"}}));
    visit();
    CHECK(members("referendum") == Titles{"Мақала 1", "Мақала 2"});
    CHECK(daemon->state("a").error.empty());
}

TEST_CASE_METHOD(SitemapSite, "after a sitemap whose answer is to be left alone no other is asked for",
                 "[pages][sitemap]") {
    adjust = [](PollSource& source) { source.sitemap_limit = 9; };
    show_index({{"/a.xml", "2026-02-23"}, {"/b.xml", "2026-02-22"}, {"/c.xml", "2026-02-21"}});
    show("/a.xml", urlset({{1, "2026-02-23"}}));
    show("/c.xml", urlset({{3, "2026-02-21"}}));
    const auto status = GENERATE(403, 429, 503);
    origin.on("/b.xml", reply(status));
    visit();
    CHECK(members("referendum") == Titles{"Мақала 1"});
    CHECK(daemon->state("a").error == fmt::format("{}: HTTP {}", origin.url("/b.xml"), status));
    CHECK(origin.hits("/c.xml") == 0);
}

TEST_CASE_METHOD(SitemapSite, "the pages of an index are bounded, the same at each visit", "[pages][sitemap]") {
    adjust = [](PollSource& source) {
        source.sitemap_limit = 9;
        source.link_match = "/none/";
    };
    show_index({{"/a.xml", "2026-02-23"}, {"/b.xml", "2026-02-22"}, {"/c.xml", "2026-02-21"}});
    for (const char name : {'a', 'b', 'c'}) {
        std::string lines;
        for (int n = 0; n < 10'000; ++n) lines += origin.url(fmt::format("/{}/{}\n", name, n));
        show(fmt::format("/{}.xml", name), lines);
    }
    poll();
    CHECK(origin.hits("/b.xml") == 1);
    CHECK(origin.hits("/c.xml") == 0);
    const auto again = daemon->poll_one(true);
    CHECK(again.outcome == PollOutcome::unchanged);
    CHECK(origin.hits("/b.xml") == 2);
    CHECK(origin.hits("/c.xml") == 0);
}

TEST_CASE_METHOD(SitemapSite, "an index is known as one in UTF-16, and behind a long comment", "[pages][sitemap]") {
    show("/a.xml", urlset({{1, "2026-02-22"}}));
    const auto index = "<!--" + std::string(5000, ' ') + "--><sitemapindex><sitemap><loc>" + origin.url("/a.xml") +
                       "</loc></sitemap></sitemapindex>";
    SECTION("behind a comment") { show("/feed", index); }
    SECTION("in UTF-16") {
        std::string wide = "\xff\xfe";
        for (const char c : index) wide += {c, '\0'};
        show("/feed", wide);
    }
    visit();
    CHECK(members("referendum") == Titles{"Мақала 1"});
}

TEST_CASE_METHOD(SitemapSite, "an index that leads nowhere is a failure that says why, and takes nothing away",
                 "[pages][sitemap]") {
    show_index({{"/a.xml", "2026-02-22"}});
    show("/a.xml", urlset({{1, "2026-02-22"}}));
    visit();
    struct Case {
        std::string where, why;
    };
    const auto [where, why] = GENERATE(values<Case>({
        {"http://127.0.0.2:1/s.xml", "the index names no sitemap of its own site"},
        {"/feed", "it is an index of sitemaps itself"},
        {"ftp://127.0.0.1/s.xml", "it is an index of sitemaps that names none"},
        {"/gone.xml", "HTTP 404"},
    }));
    show_index({{where, "2026-02-23"}});
    const auto report = daemon->poll_one(true);
    CHECK(report.outcome == PollOutcome::failed);
    CHECK(report.error.ends_with(why));
    CHECK(members("referendum") == Titles{"Мақала 1"});
}

TEST_CASE_METHOD(SitemapSite, "a sitemap may be a gzip file, or plain text", "[pages][sitemap]") {
    show("/feed", fmt::format("{}\n{}\n", origin.url(path(1)), origin.url(path(2))));
    visit();
    CHECK(members("referendum") == Titles{"Мақала 1", "Мақала 2"});
    show("/feed", fmt::format("{}\n{}\n{}\n", origin.url(path(1)), origin.url(path(2)), origin.url(path(3))));
    const auto report = daemon->poll_one(true);
    CHECK(report.added == 1);
    CHECK(report.unchanged == 2);
    show("/feed", gzipped(urlset({{4, "2026-02-23"}})));
    visit();
    CHECK(members("referendum").back() == "Мақала 4");
}

TEST_CASE_METHOD(SitemapSite, "an index and another source come to an end with one turn and little memory",
                 "[pages][sitemap]") {
    origin.on("/robots.txt", reply(200, {}, "User-agent: *\nDisallow: /b.xml\n"));
    show_index({{"/a.xml", "2026-02-22"}, {"/b.xml", "2026-02-21"}});
    show("/a.xml", urlset({{1, "2026-02-22"}}));
    show("/other", urlset({{3, "2026-02-21"}}));
    auto other = source_at(origin, "/other");
    other.name = "b";
    Polling polling(folder.path(), clock,
                    {.sources = {source_at(origin, "/feed"), other},
                     .options = {.memory = 1},
                     .fetch = {.concurrency = 1, .spacing = 0ms}});
    std::size_t added = 0;
    for (const auto& report : polling.poll()) added += report.added;
    CHECK(added == 2);
    CHECK(origin.hits("/b.xml") == 0);
    CHECK(polling.state("a").error == origin.url("/b.xml") + ": robots.txt forbids it (line 2: Disallow: /b.xml)");
}
