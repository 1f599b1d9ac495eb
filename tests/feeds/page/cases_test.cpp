// Every pair of files in cases/: a page (name.html), and how it is asked and what must come out (name.json):
// {"request": {"base", "now", "time_zone"}, "expect": {…}, "has": […], "lacks": […]}. Of `expect` each member is the
// same in the answer as `arna page --json` would print it, null for one that must be missing; `has` and `lacks` are
// passages of the text. A new case needs no code.
#include "feeds/page/read_page.hpp"
#include "feeds/text/date/date.hpp"
#include "feeds/write/model_json.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

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

std::string content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE(file);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<fs::path> all_cases() {
    const char* fixtures = std::getenv("ARNA_FIXTURES");
    std::vector<fs::path> cases;
    for (const auto& entry : fs::directory_iterator(fs::path(fixtures != nullptr ? fixtures : ".") / "cases"))
        if (entry.path().extension() == ".json") cases.push_back(entry.path());
    std::ranges::sort(cases);
    return cases;
}

std::string text_of(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value == nullptr ? std::string() : std::string(value->as_string());
}

/// Whether a value has all that is expected of it; objects may say more.
bool holds(const json::value& got, const json::value& wanted) {
    if (wanted.is_object() && got.is_object()) {
        return std::ranges::all_of(wanted.get_object(), [&](const auto& member) {
            const auto* found = got.get_object().if_contains(member.key());
            return member.value().is_null() ? found == nullptr : found != nullptr && holds(*found, member.value());
        });
    }
    if (wanted.is_array() && got.is_array()) {
        return std::ranges::equal(got.get_array(), wanted.get_array(), holds);
    }
    return got == wanted;
}

} // namespace

TEST_CASE("Every page of the cases says what it is expected to say", "[page]") {
    const auto cases = all_cases();
    REQUIRE(cases.size() > 3);
    for (const auto& path : cases) {
        const json::object told = json::parse(content_of(path)).as_object();
        const json::object& request = told.at("request").as_object();
        const auto now = parse_date(text_of(request, "now"));
        PageDocument document{.bytes = content_of(fs::path(path).replace_extension(".html")),
                              .url = text_of(request, "base")};
        const auto page =
            read_page(std::move(document), {.time_zone = text_of(request, "time_zone")}, now.value_or(Time()));
        const json::value answer = json::parse(model_json(page));
        CAPTURE(path.filename().string(), json::serialize(answer));
        for (const auto& member : told.at("expect").as_object()) {
            CAPTURE(std::string(member.key()));
            CHECK(holds(answer, json::object{{member.key(), member.value()}}));
        }
        for (const char* list : {"has", "lacks"}) {
            if (!told.contains(list)) continue;
            for (const auto& passage : told.at(list).as_array()) {
                CAPTURE(list, std::string(passage.as_string()));
                CHECK(page.text.contains(std::string_view(passage.as_string())) == (std::string_view(list) == "has"));
            }
        }
    }
}

} // namespace arna
