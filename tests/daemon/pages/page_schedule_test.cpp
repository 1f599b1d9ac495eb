#include "daemon/pages/page_schedule.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace arna;
using namespace std::chrono_literals;

namespace {

constexpr Time noon = std::chrono::sys_days(std::chrono::year(2026) / 2 / 23) + 12h;
using Numbers = std::vector<int>;

/// A schedule at a moment that the test sets.
struct World {
    World() { schedule.set_limits({{SourceId{1}, {}}, {SourceId{2}, {}}}); }

    [[nodiscard]] PageSchedule::Now now() const {
        return {noon + passed, std::chrono::steady_clock::time_point(passed + 1000h)};
    }

    void add(int n, const std::string& host = "a", int source = 1, std::chrono::milliseconds due = 0ms,
             std::optional<Time> held = std::nullopt) {
        schedule.add({.article = ArticleId{n},
                      .source = SourceId{source},
                      .published = noon + n * 1h,
                      .held = held,
                      .state = {.url = "https://" + host + "/", .due = noon + due}},
                     host);
    }

    /// The next page; 0: none.
    int take(double jitter = 0) {
        const auto page = schedule.next(now(), jitter);
        if (page) schedule.count_asked(page->source, now().wall);
        return page ? static_cast<int>(page->article) : 0;
    }

    /// Takes all that may be asked for, each after the other as soon as it may, for at most so long.
    Numbers take_all(std::chrono::milliseconds time, const std::string& host = "a") {
        Numbers taken;
        const auto end = passed + time;
        while (true) {
            const auto look = schedule.next_look(now());
            if (!look || passed + *look > end) break;
            passed += *look;
            const int n = take();
            if (n == 0) break;
            taken.push_back(n);
            schedule.finish(ArticleId{n}, host);
        }
        passed = end;
        return taken;
    }

    PageSchedule schedule;
    std::chrono::milliseconds passed{0};
};

} // namespace

TEST_CASE("the newest page of those that are due is asked for first", "[pages][schedule]") {
    World world;
    world.add(1, "a", 1, -1min);
    world.add(3);
    world.add(2);
    world.add(4, "a", 1, 30s);
    CHECK(world.take_all(1min) == Numbers{3, 2, 1, 4});
    CHECK_FALSE(world.schedule.next_look(world.now()));
}

TEST_CASE("nobody waits for a page that cannot come in time", "[pages][schedule]") {
    World world;
    world.add(1, "a", 1, 0ms, noon);
    world.add(2, "a", 1, 5min, noon);
    CHECK_FALSE(world.schedule.overdue(noon));
    SECTION("for its host is left alone") {
        world.schedule.leave_alone("a", noon + 14min);
        CHECK_FALSE(world.schedule.overdue(noon));
        world.schedule.leave_alone("a", noon + 24h);
        for (int n = 1; n <= 2; ++n) {
            const auto article = world.schedule.overdue(noon);
            REQUIRE(article);
            world.schedule.release(*article);
        }
        CHECK_FALSE(world.schedule.overdue(noon + 1h));
        world.add(3, "a", 1, 0ms, noon);
        CHECK(world.schedule.overdue(noon) == ArticleId{3});
    }
    SECTION("for it is asked for later") {
        world.add(2, "a", 1, 30min, noon);
        CHECK(world.schedule.overdue(noon) == ArticleId{2});
    }
    CHECK(world.schedule.waiting() >= 2);
}

TEST_CASE("pages of a host are asked for one at a time, with the gap between them", "[pages][schedule]") {
    World world;
    world.add(1);
    world.add(2);
    world.add(5, "b");
    CHECK(world.take() == 5);
    CHECK(world.take() == 2);
    CHECK(world.take() == 0); // one of each host is asked for
    world.passed += 10s;
    CHECK(world.take() == 0); // still
    world.schedule.finish(ArticleId{2}, "a");
    CHECK(world.take() == 1); // the gap is over long since
    world.schedule.finish(ArticleId{1}, "a");
    world.add(3);
    CHECK(world.take() == 0);
    CHECK(world.schedule.next_look(world.now()) == 3s);
    world.passed += 2999ms;
    CHECK(world.take() == 0);
    world.passed += 1ms;
    CHECK(world.take() == 3);
}

TEST_CASE("jitter and Crawl-delay only lengthen the gap, the latter up to a minute", "[pages][schedule]") {
    World world;
    world.add(2);
    REQUIRE(world.take(1.0) == 2);
    world.schedule.finish(ArticleId{2}, "a");
    world.add(1);
    CHECK(world.schedule.next_look(world.now()) == 3750ms);
    world.schedule.set_crawl_delay("a", 1s);
    CHECK(world.schedule.next_look(world.now()) == 3750ms);
    world.schedule.set_crawl_delay("a", 10s);
    CHECK(world.schedule.next_look(world.now()) == 12'500ms);
    world.schedule.set_crawl_delay("a", 1h);
    CHECK(world.schedule.next_look(world.now()) == 75s);
}

TEST_CASE("after a poll no more than the limit is asked for, the rest after the next ones", "[pages][schedule]") {
    World world;
    world.schedule.set_limits({{SourceId{1}, {.after_poll = 2}}});
    for (int n = 1; n <= 5; ++n) world.add(n);
    CHECK(world.take_all(1h) == Numbers{5, 4});
    world.schedule.polled(SourceId{1});
    CHECK(world.take_all(1h) == Numbers{3, 2});
    world.schedule.polled(SourceId{2});
    CHECK(world.take_all(1h).empty());
    world.schedule.polled(SourceId{1});
    CHECK(world.take_all(1h) == Numbers{1});
}

TEST_CASE("what an earlier run asked for counts", "[pages][schedule]") {
    World world;
    world.schedule.set_limits({{SourceId{1}, {.after_poll = 3}}});
    world.schedule.set_day(SourceId{1}, {.day = 0, .asked = 40, .since_poll = 2});
    world.schedule.set_host({.host = "a", .asked = noon - 1s, .until = {}, .why = {}}, world.now());
    for (int n = 1; n <= 3; ++n) world.add(n);
    CHECK(world.schedule.next_look(world.now()) == 2s);
    CHECK(world.take_all(1h) == Numbers{3});
}

TEST_CASE("a day has an end", "[pages][schedule]") {
    World world;
    world.schedule.set_limits({{SourceId{1}, {.after_poll = 1000, .a_day = 3, .gap = 0ms}}});
    for (int n = 1; n <= 5; ++n) world.add(n);
    CHECK(world.take_all(1h) == Numbers{5, 4, 3});
    world.passed += 12h;
    CHECK(world.take_all(1h) == Numbers{2, 1});
}

TEST_CASE("a host that asks for it is left alone, others go on", "[pages][schedule]") {
    World world;
    world.add(1);
    world.add(2, "b");
    world.schedule.leave_alone("a", noon + 1h);
    world.schedule.leave_alone("a", noon + 30min);
    CHECK(world.take() == 2);
    CHECK(world.take() == 0);
    CHECK(world.schedule.next_look(world.now()) == 1h);
    world.passed = 1h;
    CHECK(world.take() == 1);
}

TEST_CASE("hosts are forgotten when nothing is to be remembered of them", "[pages][schedule]") {
    World world;
    world.schedule.set_limits({{SourceId{1}, {.after_poll = 100}}, {SourceId{2}, {}}});
    for (int n = 1; n <= 100; ++n) {
        world.add(n, std::to_string(n) + ".a");
        REQUIRE(world.take() == n);
        world.schedule.finish(ArticleId{n}, std::to_string(n) + ".a");
    }
    world.add(101, "waits", 2, 3h);
    world.schedule.leave_alone("pauses", noon + 3h);
    world.schedule.forget_idle_hosts(world.now());
    CHECK(world.schedule.hosts() == 102);
    world.passed = 2h;
    world.schedule.forget_idle_hosts(world.now());
    CHECK(world.schedule.hosts() == 2);
    CHECK(world.schedule.next_look(world.now()) == 1h);
    world.passed = 3h;
    CHECK(world.take() == 101);
}

TEST_CASE("of a source whose pages are not read any more none is asked for", "[pages][schedule]") {
    World world;
    world.add(1, "a", 1);
    world.add(2, "a", 3);
    CHECK(world.take() == 1);
    world.schedule.finish(ArticleId{1}, "a");
    world.passed = 1h;
    CHECK(world.take() == 0);
    world.schedule.set_limits({});
    world.add(3);
    CHECK(world.take() == 0);
}

TEST_CASE("an article waits fifteen minutes for its page", "[pages][schedule]") {
    World world;
    world.schedule.set_limits({});
    world.add(1, "a", 1, 0ms, noon);
    world.add(2, "a", 1, 0ms, noon - 5min);
    CHECK_FALSE(world.schedule.overdue(world.now().wall));
    CHECK(world.schedule.next_look(world.now()) == 10min);
    world.passed = 15min;
    CHECK(world.schedule.overdue(world.now().wall) == ArticleId{2});
    world.schedule.release(ArticleId{2});
    CHECK(world.schedule.overdue(world.now().wall) == ArticleId{1});
    world.schedule.release(ArticleId{1});
    CHECK_FALSE(world.schedule.overdue(world.now().wall));
    CHECK(world.schedule.waiting() == 2); // their pages are still wanted
}

TEST_CASE("what is asked for cannot be wanted again until it is finished", "[pages][schedule]") {
    World world;
    world.add(1);
    REQUIRE(world.take() == 1);
    world.add(1);
    CHECK(world.schedule.waiting() == 0);
    CHECK(world.schedule.asking() == 1);
    world.schedule.finish(ArticleId{1}, "a");
    world.add(1, "a", 1, 5min);
    CHECK(world.schedule.next_look(world.now()) == 5min);
    world.add(1, "a", 1, 1min); // in place of that
    CHECK(world.schedule.next_look(world.now()) == 1min);
    world.schedule.remove(ArticleId{1});
    CHECK_FALSE(world.schedule.next_look(world.now()));
}
