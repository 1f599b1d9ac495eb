// Sources that say something hostile at every poll, for a hundred polls: what they cost must not grow with their age.
#include "tests/daemon/poll/polling.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <malloc.h>

#include <array>
#include <ctime>
#include <functional>
#include <memory>
#include <string>

using namespace arna;
using namespace std::chrono_literals;

namespace {

constexpr int polls = 100;

std::string document(const std::string& items) {
    return "<rss version=\"2.0\"><channel><title>T</title><link>http://site.example/</link>" + items +
           "</channel></rss>";
}

/// What a store and a process hold.
struct Cost {
    StoreStats stored;
    std::int64_t disk = 0;      ///< bytes of database and log
    std::size_t heap = 0;       ///< bytes in use
    std::size_t entries = 0;    ///< of the source's own document
    std::size_t published = 0;  ///< bytes of their markup
    std::clock_t processor = 0; ///< time used so far
};

struct World : PollingWorld {
    World() {
        origin.on("/feed", [this](const OriginRequest&, int hit) { return reply(200, {}, document(items(hit - 1))); });
    }

    [[nodiscard]] std::unique_ptr<Polling> start() { return polling({{.name = "all", .match = "t"}}); }

    void poll_on(Polling& polling, int count) {
        for (int i = 0; i < count; ++i) {
            clock.advance(11min);
            polling.poll();
        }
    }

    /// After a restart, which copies the log into the database.
    [[nodiscard]] Cost cost(std::unique_ptr<Polling>& polling) {
        polling.reset();
        polling = start();
        Cost cost;
        cost.stored = polling->store.open_reader()->stats();
        cost.disk = cost.stored.file_bytes + cost.stored.log_bytes;
        for (const auto& article : polling->articles("a")) {
            ++cost.entries;
            cost.published += article.entry.content.str().size() + article.entry.summary.str().size();
        }
        cost.heap = ::mallinfo2().uordblks;
        cost.processor = std::clock();
        return cost;
    }

    std::function<std::string(int poll)> items;
};

/// That the second half of a hundred polls left no more behind than its share of a first few would.
void check_bounded(const Cost& begun, const Cost& half, const Cost& end) {
    CAPTURE(begun.disk, half.disk, end.disk, begun.heap, half.heap, end.heap);
    CHECK(end.disk <= half.disk + half.disk / 2);
    CHECK(end.heap <= half.heap + (1u << 20));
    CHECK(end.published <= half.published + half.published / 4);
    CHECK(end.entries <= half.entries);
    CHECK(end.processor - half.processor <= 3 * (half.processor - begun.processor) + CLOCKS_PER_SEC);
}

/// Costs after the first poll, at half time and at the end.
std::array<Cost, 3> hundred_polls(World& world) {
    auto polling = world.start();
    world.poll_on(*polling, 1);
    const auto begun = world.cost(polling);
    world.poll_on(*polling, polls / 2 - 1);
    const auto half = world.cost(polling);
    world.poll_on(*polling, polls / 2);
    return {begun, half, world.cost(polling)};
}

std::string numbered(int count, const std::function<std::string(int)>& item) {
    std::string all;
    for (int i = 0; i < count; ++i) all += "<item>" + item(i) + "</item>";
    return all;
}

std::string unchanged_items() {
    return numbered(50, [](int i) {
        return fmt::format("<guid>http://site.example/{0}</guid><title>T{0}</title>"
                           "<description>What article {0} says, at every poll the same.</description>",
                           i);
    });
}

} // namespace

TEST_CASE_METHOD(World, "one guid for all items makes no more articles than there are items", "[poll][hostile]") {
    items = [](int poll) {
        return numbered(100, [poll](int i) {
            return fmt::format("<guid>same</guid><title>T{}</title><link>http://site.example/{}</link>", i,
                               (i + poll) % 100);
        });
    };
    const auto [begun, half, end] = hundred_polls(*this);
    check_bounded(begun, half, end);
    CHECK(end.stored.articles <= 200);
}

TEST_CASE_METHOD(World, "guids that are new at every poll make no articles of items that are known by their link",
                 "[poll][hostile]") {
    items = [](int poll) {
        return numbered(100, [poll](int i) {
            return fmt::format("<guid isPermaLink=\"false\">{}-{}</guid><title>T{}</title>"
                               "<link>http://site.example/{}</link>",
                               poll, i, i, i);
        });
    };
    const auto [begun, half, end] = hundred_polls(*this);
    check_bounded(begun, half, end);
    CHECK(end.stored.articles <= 200);
}

TEST_CASE_METHOD(World, "one address for all items makes no more articles than there are items", "[poll][hostile]") {
    items = [](int) {
        return numbered(100, [](int i) {
            return fmt::format("<guid isPermaLink=\"false\">{0}</guid><title>T{0}</title>"
                               "<link>http://site.example/</link>",
                               i);
        });
    };
    const auto [begun, half, end] = hundred_polls(*this);
    check_bounded(begun, half, end);
    CHECK(end.stored.articles == 100);
}

TEST_CASE_METHOD(World, "dates at the extremes, and other ones at every poll, are no revisions", "[poll][hostile]") {
    items = [](int poll) {
        constexpr std::array dates{"Mon, 01 Jan 0001 00:00:00 GMT",
                                   "1900-01-01T00:00:00Z",
                                   "9999-12-31T23:59:60Z",
                                   "Thu, 01 Jan 1970 00:00:00 GMT",
                                   "2147483648",
                                   "0000-00-00T00:00:00Z",
                                   "99999-01-01T00:00:00Z",
                                   "-1",
                                   "Mon, 23 Feb 2026 24:60:61 +9999"};
        return numbered(100, [&](int i) {
            return fmt::format("<guid>http://site.example/{0}</guid><title>T{0}</title><pubDate>{1}</pubDate>", i,
                               dates[static_cast<std::size_t>(i + poll) % dates.size()]);
        });
    };
    const auto [begun, half, end] = hundred_polls(*this);
    check_bounded(begun, half, end);
    CHECK(end.stored.articles == 100);
    CHECK(end.stored.revisions == 0);
}

TEST_CASE_METHOD(World, "many items cost once, and too many nothing", "[poll][hostile]") {
    int count = 19'999;
    items = [&count](int poll) {
        return fmt::format("<item><guid>new-{}</guid></item>", poll) + numbered(count, [](int i) {
                   return fmt::format("<guid>{0}</guid><title>T{0}</title><description>As long as most</description>",
                                      i);
               });
    };
    auto polling = start();
    poll_on(*polling, 1);
    const auto begun = cost(polling);
    CHECK(begun.stored.articles == 20'000);
    poll_on(*polling, 5);
    CHECK(polling->finished.back().added == 1);
    count = 100'000;
    poll_on(*polling, 1);
    CHECK(polling->finished.back().outcome == PollOutcome::failed);
    const auto end = cost(polling);
    CHECK(end.stored.articles == 20'005);
    CHECK(end.disk <= begun.disk + begun.disk / 4);
    CHECK(end.heap <= begun.heap + (4u << 20));
}

TEST_CASE_METHOD(World, "clocks that jump to the ends of time neither silence a source nor let it be stormed",
                 "[poll][hostile]") {
    items = [](int) { return std::string("<item><guid>http://site.example/1</guid></item>"); };
    const auto year = GENERATE(1900, 1970, 9999);
    CAPTURE(year);
    const auto polling = start();
    polling->poll_one();
    clock.jump(std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::sys_days{std::chrono::year{year} / 1 / 1} - clock.now()));
    CHECK(polling->poll().empty());
    for (int i = 0; i < 3; ++i) {
        clock.advance(11min);
        CHECK(polling->poll().size() == 1);
    }
    CHECK(origin.hits() == 4);
}

TEST_CASE_METHOD(World, "a feed that calls itself something else at every poll revises nothing", "[poll][hostile]") {
    items = [](int poll) {
        constexpr std::array languages{"kk", "ru", "en", "x-klingon", "", "kk-Cyrl-KZ-x-1"};
        return fmt::format(
                   "<title>{}</title><language>{}</language><description>{}</description>"
                   "<atom:link xmlns:atom=\"http://www.w3.org/2005/Atom\" rel=\"hub\" href=\"http://hub{}.example/\"/>"
                   "<generator>{}</generator><ttl>{}</ttl>",
                   std::string(static_cast<std::size_t>(poll) * 100, 'x'),
                   languages[static_cast<std::size_t>(poll) % languages.size()], poll, poll, poll, poll) +
               unchanged_items();
    };
    const auto [begun, half, end] = hundred_polls(*this);
    check_bounded(begun, half, end);
    CHECK(end.stored.articles == 50);
    CHECK(end.stored.revisions == 0);
}

TEST_CASE_METHOD(World, "items that come and go, and say one thing or another, cost what they hold",
                 "[poll][hostile]") {
    items = [](int poll) {
        return numbered(100, [poll](int i) {
            if ((i + poll) % 3 == 0) return std::string("<guid>none</guid><title>T</title>");
            return fmt::format(
                "<guid>http://site.example/{0}</guid><title>T{0} {1}</title><description>{1}</description>", i,
                poll % 2 == 0 ? "this" : "that");
        });
    };
    const auto [begun, half, end] = hundred_polls(*this);
    check_bounded(begun, half, end);
    CHECK(end.stored.articles <= 102);
}

TEST_CASE_METHOD(World, "long validators, new ones and another coding at every poll, are kept once",
                 "[poll][hostile]") {
    origin.on("/feed", [](const OriginRequest&, int hit) {
        OriginFields fields{{"ETag", fmt::format("\"{}{}\"", hit, std::string(10'000, 'e'))},
                            {"Last-Modified", fmt::format("Mon, 23 Feb 2026 10:{:02}:00 GMT", hit % 60)}};
        if (hit % 3 == 1) fields.emplace_back("Content-Encoding", "identity");
        if (hit % 3 == 2) fields.emplace_back("Content-Encoding", "rot13");
        return reply(200, fields, document(unchanged_items()));
    });
    const auto [begun, half, end] = hundred_polls(*this);
    check_bounded(begun, half, end);
    CHECK(end.stored.articles == 50);
    CHECK(end.stored.revisions == 0);
}

TEST_CASE_METHOD(World, "a feed that has moved for good at every poll makes no article twice", "[poll][hostile]") {
    origin.on("*", [](const OriginRequest&, int hit) {
        if (hit % 2 == 1) return redirect(301, fmt::format("/moved-{}", hit));
        return reply(200, {}, document(unchanged_items()));
    });
    origin.on("/feed", redirect(308, "/moved"));
    const auto [begun, half, end] = hundred_polls(*this);
    check_bounded(begun, half, end);
    CHECK(end.stored.articles == 50);
    CHECK(end.stored.revisions == 0);
}
