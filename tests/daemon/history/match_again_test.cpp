#include "daemon/history/match_again.hpp"

#include "tests/daemon/history/history_world.hpp"

using namespace arna;
using namespace std::chrono_literals;

TEST_CASE_METHOD(HistoryWorld, "A changed rule is applied to the stored history", "[history][match]") {
    finish(configure({{"fruit", "apple"}}));
    poll({"apple", "pear", "plum"});
    const auto changed_rules = configure({{"fruit", "pear OR plum"}, {"new", "apple"}});
    CHECK(members("fruit").empty());
    finish(changed_rules);
    CHECK(members("fruit").size() == 2);
    CHECK(members("new") == std::vector<std::string>{"apple"});
    CHECK(changes.since(0).tags.size() == 2);

    const auto same_rules = configure({{"fruit", "pear OR plum"}, {"new", "apple"}});
    CHECK_FALSE(same_rules->is_needed());
}

TEST_CASE_METHOD(HistoryWorld, "History is matched again over all of its slices, each one transaction for all tags",
                 "[history][match]") {
    std::vector<std::string> titles;
    for (int i = 0; i < 90; ++i) titles.push_back((i % 3 == 0 ? "apple " : "pear ") + std::to_string(i));
    poll(titles);
    options.slice.articles = 20;
    open();
    HistoryWorld::Rules rules;
    for (int n = 0; n < 50; ++n) rules.emplace_back("tag" + std::to_string(n), n % 2 == 0 ? "apple" : "pear");
    finish(configure(rules));
    CHECK(members("tag0").size() == 30);
    CHECK(members("tag49").size() == 60);
    for (const auto& tag : reader->tags()) CHECK(tag.state.version == 5); // slices that brought something, not articles
    for (const auto& tag : reader->tags()) CHECK(tag.match_run == 0);
}

TEST_CASE_METHOD(HistoryWorld, "A slice ends where it becomes too large or takes too long, and the next goes on",
                 "[history][match]") {
    poll({"apple 1", "apple 2", "apple 3"});
    SECTION("texts") { options.slice.bytes = 1; }
    SECTION("changes") { options.slice.changes = 1; }
    SECTION("time") { options.slice.time = 0ms; }
    open();
    jobs->start(configure({{"fruit", "apple"}}));
    CHECK(await(jobs->step()));
    CHECK(members("fruit").size() < 3);
    CHECK(jobs->status().at(0).of == ArticleId{3});
    while (await(jobs->step())) {
    }
    CHECK(members("fruit").size() == 3);
}
