#include "daemon/log/events.hpp"
#include "daemon/log/line_quota.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace arna;

namespace {

const std::vector<LogField> fields{{"source", "zakon-kk"}, {"status", 304}, {"error", "two \"words\"\n"},
                                   {"empty", ""},          {"ok", true},    {"ms", std::int64_t{183}}};

std::filesystem::path tree() { return std::getenv("ARNA_TREE"); }

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(tree() / path);
    REQUIRE(file);
    return {std::istreambuf_iterator<char>(file), {}};
}

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

TEST_CASE("docs/operations.md says of every event what to do, with its level, and of nothing else", "[log][docs]") {
    const auto page = read_file("docs/operations.md");
    const auto begin = page.find("## What the journal says");
    REQUIRE(begin != std::string::npos);
    const auto section = page.substr(begin, page.find("\n## ", begin) - begin);
    std::map<std::string, std::string> levels; // by name
    const std::regex row(R"(\n\| `([^`:=]*?)(:[^`]*| [a-z_]+=[^`]*)?` \| (\w+) \| \S)");
    for (std::sregex_iterator it(section.begin(), section.end(), row), end; it != end; ++it)
        CHECK(levels.emplace((*it)[1].str(), (*it)[3].str()).second);
    CHECK(levels.size() == events::all.size());
    constexpr std::array level_names{"debug", "info", "warn", "error"};
    for (const auto& event : events::all) {
        CAPTURE(event.name);
        const auto told = levels.find(std::string(event.name));
        REQUIRE(told != levels.end());
        CHECK(told->second == level_names.at(static_cast<std::size_t>(event.level)));
    }
}

TEST_CASE("Every event is written somewhere", "[log]") {
    std::set<std::string> written; // "started" of "events::started,"
    for (const auto& entry : std::filesystem::recursive_directory_iterator(tree() / "daemon")) {
        if (entry.path().extension() != ".cpp") continue;
        const auto code = read_file(entry.path());
        constexpr std::string_view prefix = "events::";
        for (auto at = code.find(prefix); at != std::string::npos; at = code.find(prefix, at)) {
            at += prefix.size();
            written.insert(code.substr(at, code.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", at) - at));
        }
    }
    const auto list = read_file("daemon/log/events.hpp");
    const std::regex event(R"(constexpr LogEvent (\w+)\{)");
    std::size_t count = 0;
    for (std::sregex_iterator it(list.begin(), list.end(), event), end; it != end; ++it, ++count) {
        CAPTURE(it->str(1));
        CHECK(written.contains(it->str(1)));
    }
    CHECK(count == events::all.size());
}
