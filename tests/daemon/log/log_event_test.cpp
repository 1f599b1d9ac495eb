#include "daemon/log/events.hpp"
#include "daemon/log/line_quota.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

using namespace arna;

namespace {

const std::vector<LogField> fields{{"source", "zakon-kk"}, {"status", 304}, {"error", "two \"words\"\n"},
                                   {"empty", ""},          {"ok", true},    {"ms", std::int64_t{183}}};

} // namespace

TEST_CASE("An event is one line of what happened and key=value", "[log]") {
    CHECK(text_line(events::polled, fields) ==
          R"(polled source=zakon-kk status=304 error="two \"words\"\n" ok=true ms=183)");
}

TEST_CASE("In JSON every key is a member", "[log]") {
    CHECK(json_members(events::polled, fields) ==
          R"("event":"polled","source":"zakon-kk","status":304,"error":"two \"words\"\n","ok":true,"ms":183)");
}

TEST_CASE("A sentence that explains an event stands behind its name, in JSON beside it", "[log]") {
    const std::vector<LogField> one{{"source", "zakon-kk"}};
    const auto event =
        events::silent.saying("nothing new for 2d 3h; its longest pause was 9h").at(LogEvent::Level::info);
    CHECK(text_line(event, one) == "silent: nothing new for 2d 3h; its longest pause was 9h source=zakon-kk");
    CHECK(json_members(event, one) ==
          R"("event":"silent","what":"nothing new for 2d 3h; its longest pause was 9h","source":"zakon-kk")");
    CHECK(text_line(events::gap, one) == "gap: the document shares no item with the last one; something may have been "
                                         "missed source=zakon-kk");
}

TEST_CASE("Foreign text stays on its line and is cut", "[log]") {
    const std::string hostile = "\x1b[31m\xff<4>fake event\n" + std::string(10'000, 'x');
    const std::vector<LogField> one{{"error", hostile}};
    const auto line = text_line(events::poll_failed, one);
    CHECK(line.find('\n') == std::string::npos);
    CHECK(line.find('\x1b') == std::string::npos);
    CHECK(line.size() < 400);
    CHECK(json_members(events::poll_failed, one).size() < 400);
}

TEST_CASE("Of what strangers cause only so many lines are written, and the next says how many were not", "[log]") {
    LineQuota quota(2, std::chrono::seconds(10));
    const LineQuota::Moment noon{std::chrono::hours(12)};
    CHECK(quota.take(noon) == 0u);
    CHECK(quota.take(noon) == 0u);
    for (int i = 0; i < 1000; ++i) CHECK_FALSE(quota.take(noon + std::chrono::seconds(9)));
    CHECK(quota.take(noon + std::chrono::seconds(10)) == 1000u);
    CHECK(quota.take(noon + std::chrono::seconds(10)) == 0u);
    CHECK_FALSE(quota.take(noon + std::chrono::seconds(10)));
}

TEST_CASE("Every event stands once in the list, and in docs/operations.md with what to do", "[log][docs]") {
    std::ifstream file(std::string(std::getenv("ARNA_TREE")) + "/docs/operations.md");
    REQUIRE(file);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    std::set<std::string_view> names;
    for (const auto& event : events::all) {
        CAPTURE(event.name);
        CHECK(names.insert(event.name).second);
        CHECK(text.find("| `" + std::string(event.name)) != std::string::npos);
    }
}
