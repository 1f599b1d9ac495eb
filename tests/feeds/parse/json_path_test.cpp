#include "feeds/parse/json/path.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include <string>

namespace arna {
namespace {

namespace json = boost::json;

const json::value answer = json::parse(R"({
    "data": {"items": [{"slug": "a", "n": 1}, {"slug": "b", "tags": ["x", {"name": "y"}]}]},
    "a/b": {"m~n": 7, "": "empty"}, "0": "zero", "кілт": true, "list": [[1, 2], [3]], "none": null})");

/// What a path finds, as JSON.
std::string found(std::string_view text) {
    const auto path = JsonPath::compile(text);
    if (!path) return "error at " + std::to_string(path.error().column) + ": " + path.error().message;
    json::array all;
    for (const json::value* value : path->select(answer)) all.push_back(*value);
    return json::serialize(all);
}

} // namespace

TEST_CASE("paths into JSON find what stands there, in order", "[parse][json]") {
    struct Case {
        const char* path;
        const char* finds;
    };
    const auto [path, finds] = GENERATE(values<Case>({
        {"/data/items/0/slug", R"(["a"])"},
        {"/data/items/*/slug", R"(["a","b"])"},
        {"/data/items/1/tags/*/name", R"(["y"])"},
        {"/data/items/2", "[]"},
        {"/data/items/00", "[]"},
        {"/data/items/-1", "[]"},
        {"/data/items/slug", "[]"},
        {"/a~1b/m~0n", "[7]"},
        {"/a~1b/", R"(["empty"])"},
        {"/0", R"(["zero"])"},
        {"/кілт", "[true]"},
        {"/list/*/*", "[1,2,3]"},
        {"/*/items/*/n", "[1]"},
        {"/none", "[null]"},
        {"/none/x", "[]"},
        {"data.items[0].slug", R"(["a"])"},
        {"data.items.0.slug", R"(["a"])"},
        {"data.items[*].slug", R"(["a","b"])"},
        {"data.items.*.slug", R"(["a","b"])"},
        {"$.data.items[1].slug", R"(["b"])"},
        {"list[0][1]", "[2]"},
        {"кілт", "[true]"},
        {"nowhere", "[]"},
    }));
    CAPTURE(path);
    CHECK(found(path) == finds);
    CHECK(JsonPath::compile("")->select(answer) == std::vector{&answer});
    CHECK(JsonPath::compile("$")->select(answer) == std::vector{&answer});
}

TEST_CASE("a path that is none is told at its place", "[parse][json]") {
    struct Case {
        std::string path;
        std::size_t column;
        const char* said;
    };
    const auto [path, column, said] = GENERATE(values<Case>({
        {"/a/b~2", 5, "behind '~'"},
        {"/кілт~", 6, "behind '~'"},
        {"a..b", 3, "a name is missing"},
        {"a.", 3, "a name is missing"},
        {".a", 1, "a name is missing"},
        {"a[", 3, "a number or *"},
        {"a[x]", 3, "a number or *"},
        {"a[0]b", 5, "'.' or '['"},
        {"a.b]", 4, "cannot stand in a name"},
        {"$.", 3, "a name is missing"},
        {std::string(5000, 'a'), 1, "longer than 4 KiB"},
    }));
    CAPTURE(path);
    const auto compiled = JsonPath::compile(path);
    REQUIRE_FALSE(compiled);
    CHECK(compiled.error().column == column);
    CHECK_THAT(compiled.error().message, Catch::Contains(said));
    std::string steps;
    for (int i = 0; i < 64; ++i) steps += "/a";
    CHECK(JsonPath::compile(steps));
    CHECK_FALSE(JsonPath::compile(steps + "/a"));
}

TEST_CASE("templates are made of what their paths find", "[parse][json]") {
    struct Case {
        const char* text;
        const char* made;
    };
    const auto [text, made] = GENERATE(values<Case>({
        {"https://qala.example/{/data/items/0/slug}", "https://qala.example/a"},
        {"{data.items[1].slug}-{/0}", "b-zero"},
        {"/news/{/a~1b/m~0n}.html", "/news/7.html"},
        {"{{{/0}}}", "{zero}"},
        {"https://qala.example/{/nowhere}", ""},
        {"{/none}", ""},
        {"/0", "zero"},
        {"/data/items/*/slug", "a"},
        {"/data", ""},
    }));
    CAPTURE(text);
    const auto compiled = JsonTemplate::compile(text);
    REQUIRE(compiled);
    CHECK(compiled->text(answer) == made);
    CHECK(JsonTemplate::compile("аб{/a").error().column == 3);
    CHECK(JsonTemplate::compile("a}b").error().column == 2);
    CHECK(JsonTemplate::compile("а{a..b}").error().column == 5);
}

} // namespace arna
