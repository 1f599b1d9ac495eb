// A small site without a feed: a page that lists articles, and their pages, whose labels stand nowhere else. The
// daemon as an operator runs it, from the configuration to the published tag.
#include "tests/end_to_end/arna_daemon.hpp"
#include "tests/support/origin.hpp"
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <set>
#include <vector>

using namespace arna;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

const std::string feed_path = "/tags/referendum-2026.atom";

std::string card(int n) {
    return fmt::format(
        "<div class=card><a class=title href=/qogam/{0}.html>Қаладағы {0} жоба туралы толық мақала шықты</a>"
        "<p>Бұл туралы қала әкімдігінде {0} рет айтылды.</p><span class=date>{1:02}.02.2026 10:55</span></div>",
        n, n);
}

std::string listing_page(const std::vector<int>& articles) {
    std::string cards;
    for (const int n : articles) cards += card(n);
    return "<!DOCTYPE html><html lang=kk><head><title>Жаңалықтар – Қала үні</title></head><body><header><a href=/>Қала үні"
           "</a></header><main><h1>Жаңалықтар</h1><div class=list>" +
           cards + "</div></main><footer>© Қала үні</footer></body></html>";
}

std::string article_page(int n) {
    return fmt::format(
        "<!DOCTYPE html><html lang=kk><head><title>Қаладағы {0} жоба туралы толық мақала шықты – Қала үні</title></head><body>"
        "<header><a href=/>Қала үні</a></header><main><div class=articleBlock>"
        "<div class=labels><a href=/tag/referendum-2026/>#Референдум-2026</a></div>"
        "<h1>Қаладағы {0} жоба туралы толық мақала шықты</h1><div class=date>{0:02}.02.2026 10:55</div><div class=content>"
        "<p>2025 жылы Алматы жастары жұмысшы кәсіптерін дамыту, құқықтық тәрбие беру және экология бағыттарындағы {0} "
        "жобаға тартылды. Бұл туралы қаланың Жастар саясаты басқармасының өкілдері мәлімдеді.</p>"
        "<p>Жыл аясында Алматыда жүз жиырмадан астам іс-шара ұйымдастырылды, оның жартысы мектептерде өтті.</p></div>"
        "<div class=author>Мәтін: Айгерим Тарина</div></div></main></body></html>",
        n);
}

OriginReply html(const std::string& body) { return reply(200, {{"Content-Type", "text/html; charset=utf-8"}}, body); }

/// The site, with the moments when its article pages were asked for.
class NewsSite {
public:
    NewsSite() {
        origin.on("/", [this](const OriginRequest&, int) {
            const std::lock_guard lock(mutex_);
            return html(front_);
        });
        origin.on("*", [this](const OriginRequest& request, int) {
            int n = 0;
            if (std::sscanf(request.target.c_str(), "/qogam/%d.html", &n) != 1) return reply(404);
            const std::lock_guard lock(mutex_);
            asked_[n].push_back(steady_clock::now());
            return html(article_page(n));
        });
    }

    void list(const std::vector<int>& articles) { show(listing_page(articles)); }
    void show(std::string page) {
        const std::lock_guard lock(mutex_);
        front_ = std::move(page);
    }

    [[nodiscard]] std::vector<steady_clock::time_point> asked() const {
        const std::lock_guard lock(mutex_);
        std::set<steady_clock::time_point> all;
        for (const auto& [n, times] : asked_) all.insert(times.begin(), times.end());
        return {all.begin(), all.end()};
    }
    [[nodiscard]] std::size_t most_of_one() const {
        const std::lock_guard lock(mutex_);
        std::size_t most = 0;
        for (const auto& [n, times] : asked_) most = std::max(most, times.size());
        return most;
    }

private:
    mutable std::mutex mutex_;
    std::string front_;
    std::map<int, std::vector<steady_clock::time_point>> asked_;

public:
    Origin origin; ///< ends first: its threads use the others
};

struct SiteWorld {
    std::filesystem::path folder;
    NewsSite site;

    SiteWorld() {
        std::string path = (std::filesystem::temp_directory_path() / "arna-pages-XXXXXX").string();
        if (::mkdtemp(path.data()) == nullptr) throw std::runtime_error("cannot make a directory");
        folder = path;
    }
    ~SiteWorld() { std::filesystem::remove_all(folder); }
    SiteWorld(const SiteWorld&) = delete;
    SiteWorld& operator=(const SiteWorld&) = delete;

    void configure(const std::string& keys, const std::string& kind = "page", const std::string& where = "/",
                   const std::string& zone = "time_zone = \"Asia/Almaty\"") const {
        std::ofstream(folder / "arna.toml") << fmt::format(R"([daemon]
base_url = "https://feeds.example.kz"
log = {{ level = "debug" }}
[fetch]
allow = ["127.0.0.0/8"]
[[source]]
name = "qala"
{} = "{}"
interval = "2s"
{}
{}
[[tag]]
name = "Референдум-2026"
slug = "referendum-2026"
match = "#Референдум-2026"
)",
                                                           kind, site.origin.url(where), zone, keys);
    }

    [[nodiscard]] std::unique_ptr<ArnaDaemon> start() const {
        return std::make_unique<ArnaDaemon>(folder / "arna.toml", folder / "state");
    }

    static std::size_t entries(const ArnaDaemon& daemon) {
        const auto feed = daemon.get(feed_path).body;
        std::size_t found = 0;
        for (auto at = feed.find("<entry"); at != std::string::npos; at = feed.find("<entry", at + 1)) ++found;
        return found;
    }
};

} // namespace

TEST_CASE_METHOD(SiteWorld, "A label that only the pages show brings a site without a feed into the tag",
                 "[end-to-end][pages]") {
    site.list({3, 2, 1});
    configure("article_gap = \"1s\"");
    const auto daemon = start();
    REQUIRE(eventually([&] { return entries(*daemon) == 3; }));
    const auto asked = site.asked();
    CHECK(asked.size() == 3);
    for (std::size_t i = 1; i < asked.size(); ++i) CHECK(asked[i] - asked[i - 1] >= 950ms);
    const auto feed = daemon->get(feed_path).body;
    CHECK(feed.contains("term=\"Референдум-2026\""));
    CHECK(feed.contains("<name>Айгерим Тарина</name>"));
    CHECK(feed.contains("2026-02-03T05:55:00Z"));
    CHECK_FALSE(feed.contains("жартысы мектептерде өтті")); // the text is the publisher's
    CHECK(daemon->get_admin("/status.json").body.contains(R"("pages":{"waiting":0,"read":3,"refused":0})"));
    CHECK(eventually([&] { // the page is counted a moment after its article entered
        return daemon->get_admin("/metrics").body.contains("arna_pages_total{outcome=\"read\"} 3");
    }));
}

TEST_CASE_METHOD(SiteWorld, "After kill -9 with a full queue nothing is lost, and nothing is asked for twice",
                 "[end-to-end][pages]") {
    site.list({5, 4, 3, 2, 1});
    configure("article_gap = \"1s\"");
    auto daemon = start();
    REQUIRE(eventually([&] { return site.asked().size() >= 2; }));
    daemon->process().signal(SIGKILL);
    daemon->process().wait();
    daemon = start();
    REQUIRE(eventually([&] { return entries(*daemon) == 5; }));
    CHECK(site.asked().size() <= 6); // the one that was on its way when the kill came may be asked for again
    CHECK(site.most_of_one() <= 2);
    CHECK(site.origin.hits("/robots.txt") == 1);
}

TEST_CASE_METHOD(SiteWorld, "A page that was rebuilt is told, and empties no feed", "[end-to-end][pages]") {
    site.list({3, 2, 1});
    configure("article_gap = \"0s\"");
    const auto daemon = start();
    REQUIRE(eventually([&] { return entries(*daemon) == 3; }));
    site.show("<!DOCTYPE html><html><head><title>Жаңа сайт</title></head><body><div id=app></div></body></html>");
    CHECK(eventually([&] { return daemon->get_admin("/status.json").body.contains(R"("health":"broken")"); }));
    CHECK(daemon->get_admin("/ops.atom").body.contains("broken"));
    CHECK(entries(*daemon) == 3);
}

TEST_CASE_METHOD(SiteWorld, "A listing page that robots.txt forbids is a failure that names the line",
                 "[end-to-end][pages]") {
    site.list({3, 2, 1});
    site.origin.on("/robots.txt", reply(200, {}, "User-agent: *\nDisallow: /\n"));
    configure("");
    const auto daemon = start();
    CHECK(eventually([&] {
        return daemon->get_admin("/status.json").body.contains("robots.txt forbids it (line 2: Disallow: /)");
    }));
    CHECK(site.origin.hits("/") == 0);
    CHECK(site.asked().empty());
}

TEST_CASE_METHOD(SiteWorld, "Plan shows what changed rules make of kept pages, and reclean does it without a request",
                 "[end-to-end][pages]") {
    site.list({3, 2, 1});
    configure("article_gap = \"0s\"");
    const auto daemon = start();
    REQUIRE(eventually([&] { return entries(*daemon) == 3; }));
    const auto ask = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), environment("ARNA_BINARY"));
        arguments.insert(arguments.end(), {"-c", (folder / "arna.toml").string()});
        return run_program(arguments, {}, {{"ARNA_DAEMON__STATE", (folder / "state").string()}});
    };
    CHECK_FALSE(ask({"plan"}).out.contains("kept pages"));
    configure(
        "article_gap = \"0s\"\n[source.article]\ncategories = \".labels a\"\ncontent = \".content p:first-child\"");
    const auto plan = ask({"plan"});
    CAPTURE(plan.out, plan.err);
    CHECK(plan.out.contains("qala: 3 of 3 kept pages say something else"));
    CHECK(plan.out.contains("text"));
    CHECK(ask({"plan", "--json"}).out.contains(R"("source":"qala")"));
    const auto asked = site.asked().size();
    CHECK(ask({"reload"}).status == 0);
    CHECK(ask({"reclean", "--pages"}).status == 0);
    CHECK_FALSE(ask({"plan"}).out.contains("kept pages"));
    CHECK(site.asked().size() == asked);
    configure("article_gap = \"0s\"", "page", "/", ""); // the source has a name and nothing else
    CHECK(ask({"plan"}).out.contains("qala: 3 of 3 kept pages say something else"));
}

TEST_CASE_METHOD(SiteWorld, "The newest sitemaps of an index bring their articles into the tag",
                 "[end-to-end][pages]") {
    const auto set = [&](const std::string& where, const std::vector<int>& articles) {
        std::string body = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>";
        for (const int n : articles)
            body += fmt::format("<url><loc>{}</loc><lastmod>2026-02-{:02}</lastmod></url>",
                                site.origin.url(fmt::format("/qogam/{}.html", n)), n);
        site.origin.on(where, reply(200, {{"Content-Type", "application/xml"}}, body + "</urlset>"));
    };
    set("/new.xml", {3, 2});
    set("/old.xml", {1});
    site.origin.on("/sitemap.xml",
                   reply(200, {{"Content-Type", "application/xml"}},
                         fmt::format("<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
                                     "<sitemap><loc>{}</loc><lastmod>2026-01-01</lastmod></sitemap>"
                                     "<sitemap><loc>{}</loc><lastmod>2026-02-03</lastmod></sitemap></sitemapindex>",
                                     site.origin.url("/old.xml"), site.origin.url("/new.xml"))));
    configure("sitemap_limit = 1\narticle_gap = \"0s\"", "url", "/sitemap.xml");
    const auto daemon = start();
    REQUIRE(eventually([&] { return entries(*daemon) == 2; }));
    CHECK(site.origin.hits("/old.xml") == 0);
    CHECK(daemon->get(feed_path).body.contains("2026-02-03T05:55:00Z")); // as the page says, not the sitemap
}

TEST_CASE_METHOD(SiteWorld, "A page in the place of a feed is told with the line that would read it",
                 "[end-to-end][pages]") {
    site.list({3, 2, 1});
    configure("", "url");
    const auto daemon = start();
    CHECK(eventually([&] { return daemon->get_admin("/status.json").body.contains("did you mean page = "); }));
    CHECK(entries(*daemon) == 0);
}
