#include "daemon/poll/rematch.hpp"

#include "tests/daemon/poll/polling.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;

TEST_CASE_METHOD(PollingWorld, "a changed rule is applied to the stored history", "[poll][rematch]") {
    origin.on("/feed", reply(200, {}, rss({"apple", "pear", "plum"})));
    const auto polling = this->polling({{"fruit", "apple"}});
    polling->poll_one();
    CHECK(polling->members("fruit").size() == 1);
    polling->reload({source_at(origin, "/feed")}, {{"fruit", "pear OR plum"}, {"new", "apple"}});
    CHECK(polling->members("fruit").size() == 1);
    polling->rematch();
    CHECK(polling->members("fruit").size() == 2);
    REQUIRE(polling->members("new").size() == 1);
    CHECK(polling->members("new").front().entry.title == "apple");
    polling->rematch();
    CHECK(polling->members("fruit").size() == 2);
}

TEST_CASE_METHOD(PollingWorld, "history is matched again over all of its slices", "[poll][rematch]") {
    std::vector<std::string> titles;
    for (int i = 0; i < 450; ++i) titles.push_back((i % 3 == 0 ? "apple " : "pear ") + std::to_string(i));
    origin.on("/feed", reply(200, {}, rss(titles)));
    const auto polling = this->polling({{"fruit", "pear"}});
    CHECK(polling->poll_one().added == 450);
    CHECK(polling->members("fruit").size() == 300);
    polling->reload({source_at(origin, "/feed")}, {{"fruit", "apple"}});
    polling->rematch();
    CHECK(polling->members("fruit").size() == 150);
}
