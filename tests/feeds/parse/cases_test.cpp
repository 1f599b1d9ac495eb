// Every pair of files in cases/: a feed (name.xml or name.input.json), and what it must become (name.json), as
// `arna parse --json` would print it without sanitising. The feeds come from case_url. A new case needs no code.
#include "feeds/parse/parse.hpp"
#include "feeds/write/model_json.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace arna {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

constexpr const char* case_url = "https://feeds.example/dir/feed.xml";

std::string content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE(file);
    return {std::istreambuf_iterator<char>(file), {}};
}

struct Case {
    std::string name;
    fs::path input;
    fs::path expected;
};

std::vector<Case> all_cases() {
    const char* fixtures = std::getenv("ARNA_FIXTURES");
    const fs::path folder = fs::path(fixtures != nullptr ? fixtures : ".") / "cases";
    std::vector<Case> cases;
    for (const auto& entry : fs::directory_iterator(folder)) {
        auto name = entry.path().filename().string();
        for (const std::string ending : {".input.json", ".xml"}) {
            if (!name.ends_with(ending)) continue;
            name.resize(name.size() - ending.size());
            cases.push_back({name, entry.path(), folder / (name + ".json")});
            break;
        }
    }
    std::ranges::sort(cases, {}, &Case::name);
    return cases;
}

/// Where two values differ first; empty if they do not.
std::string difference(const json::value& got, const json::value& wanted, const std::string& path) {
    if (got.is_object() && wanted.is_object()) {
        for (const auto& [name, value] : wanted.get_object()) {
            const auto* other = got.get_object().if_contains(name);
            const auto inner = path + "." + std::string(name);
            if (other == nullptr) return inner + " is missing";
            if (auto found = difference(*other, value, inner); !found.empty()) return found;
        }
        for (const auto& member : got.get_object()) {
            if (!wanted.get_object().contains(member.key()))
                return path + "." + std::string(member.key()) + " is too much";
        }
        return {};
    }
    if (got.is_array() && wanted.is_array() && got.get_array().size() == wanted.get_array().size()) {
        for (std::size_t i = 0; i < got.get_array().size(); ++i) {
            if (auto found = difference(got.get_array()[i], wanted.get_array()[i], fmt::format("{}[{}]", path, i));
                !found.empty())
                return found;
        }
        return {};
    }
    if (got == wanted) return {};
    return fmt::format("{}\n  is     {}\n  not    {}", path, json::serialize(got), json::serialize(wanted));
}

} // namespace

TEST_CASE("every feed of the cases becomes what is written beside it", "[parse][cases]") {
    const auto cases = all_cases();
    REQUIRE(cases.size() > 50);
    for (const auto& [name, input, expected] : cases) {
        DYNAMIC_SECTION(name) {
            const auto feed = parse(content_of(input), {.base = case_url, .content_language = {}, .time_zone = {}});
            REQUIRE(feed);
            CHECK(difference(json::parse(model_json(*feed)), json::parse(content_of(expected)), "") == "");
        }
    }
}

} // namespace arna
