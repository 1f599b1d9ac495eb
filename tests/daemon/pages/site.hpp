#pragma once
#include "daemon/pages/page_queue.hpp"
#include "tests/daemon/poll/polling.hpp"

#include <boost/asio/co_spawn.hpp>
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace arna {

using Titles = std::vector<std::string>;

/// An article's page in the manner of Kazakh news sites; the label stands nowhere else.
inline std::string article_page(int n, const std::string& label = "#Референдум-2026", const std::string& more = {}) {
    return fmt::format(
        "<!DOCTYPE html><html lang=kk><head><title>Мақала {0} - Арна</title></head><body>"
        "<nav><a href=/>Басты бет</a></nav><article><h1>Мақала {0}</h1>"
        "<div class=article-text><p>Алматы жастары жұмысшы кәсіптерін дамыту, құқықтық тәрбие беру және экология "
        "бағыттарындағы {0} жобаға тартылды. Бұл туралы қаланың Жастар саясаты басқармасы мәлімдеді.</p>"
        "<p>Қазақстанда жарияланған Жұмысшы мамандықтар жылы аясында Алматыда жүзден астам іс-шара ұйымдастырылды.{2}"
        "</p></div><div class=tags>Тегтер: <a rel=tag href=/tag/x>{1}</a></div></article></body></html>",
        n, label, more);
}

inline OriginReply html(const std::string& body, OriginFields fields = {}) {
    fields.emplace_back("Content-Type", "text/html; charset=utf-8");
    return reply(200, fields, body);
}

/// A site with a feed of bare titles, and a daemon's queue of pages.
struct Site : PollingWorld {
    std::unique_ptr<Polling> daemon;
    std::unique_ptr<RobotsCache> robots;
    std::unique_ptr<PageQueue> queue;
    std::vector<PageReport> pages;
    PageSettings settings{
        .articles = PageSettings::Articles::all, .gap = std::chrono::milliseconds(0), .keep = std::chrono::hours(48)};
    std::function<void(const PageReport&)> told = [](const PageReport&) {}; ///< called as the queue tells of a page
    std::function<void(PollSource&)> adjust = [](PollSource&) {};
    std::function<void(std::vector<PollSource>&)> more = [](std::vector<PollSource>&) {}; ///< further sources

    Site() { tell({1}); }
    ~Site() { stop(); }

    /// The feed has these items, and the site their pages.
    void tell(const std::vector<int>& items) {
        std::string feed = "<rss version='2.0'><channel><title>Арна</title>";
        for (const int n : items) {
            feed += fmt::format("<item><title>Мақала {0}</title><link>{1}</link></item>", n, origin.url(path(n)));
            if (!origin_has(n)) origin.on(path(n), html(article_page(n)));
        }
        origin.on("/feed", reply(200, {}, feed + "</channel></rss>"));
    }

    static std::string path(int n) { return fmt::format("/qogam/{}", n); }

    void answer(int n, OriginReply with) {
        has_page.insert(n);
        origin.on(path(n), std::move(with));
    }

    void start() {
        auto source = source_at(origin, "/feed");
        source.pages = settings;
        adjust(source);
        std::vector sources{source};
        more(sources);
        daemon =
            polling(sources, {{.name = "referendum", .match = "#Референдум-2026"}, {.name = "all", .match = "мақала"}});
        PollServices services{.io = daemon->io.get_executor(),
                              .pool = daemon->pool.get_executor(),
                              .fetcher = daemon->fetcher,
                              .store = daemon->store,
                              .readers = daemon->readers,
                              .clock = clock.clock()};
        robots = std::make_unique<RobotsCache>(services);
        queue = std::make_unique<PageQueue>(services, *robots, daemon->scheduler.reading(), daemon->changes, 1,
                                            [this](const PageReport& report) {
                                                pages.push_back(report);
                                                told(report);
                                            });
        for (auto& one : sources) one.id = daemon->stored(one.name).id;
        queue->load(sources, daemon->rules());
    }

    /// An orderly end, or, for what the queue keeps in memory, any.
    void stop() {
        queue.reset();
        robots.reset();
        daemon.reset();
    }

    void poll() {
        if (!daemon) start();
        queue->polled(daemon->poll_one(true));
    }

    /// Asks for all pages that may be asked for at this moment.
    void read_pages() {
        bool is_done = false;
        boost::asio::co_spawn(daemon->io, queue->run_once(std::chrono::milliseconds(0)),
                              [&](const std::exception_ptr& failure) {
                                  is_done = true;
                                  if (failure) std::rethrow_exception(failure);
                              });
        REQUIRE(daemon->run_until([&] { return is_done; }));
    }

    void visit() {
        poll();
        read_pages();
    }

    [[nodiscard]] Titles members(const std::string& tag) const {
        Titles titles;
        for (const auto& article : daemon->members(tag)) titles.push_back(article.entry.title);
        std::ranges::sort(titles);
        return titles;
    }

    [[nodiscard]] int page_hits() const {
        int hits = 0;
        for (int n = 1; n <= 30; ++n) hits += origin.hits(path(n));
        return hits;
    }

private:
    bool origin_has(int n) { return !has_page.insert(n).second; }

    std::set<int> has_page;
};

} // namespace arna
