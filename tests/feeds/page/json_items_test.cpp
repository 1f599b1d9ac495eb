#include "feeds/page/ruled/json_items.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>

namespace arna {
namespace {

using namespace std::literals;

constexpr Time now = std::chrono::sys_days(std::chrono::February / 23 / 2026) + 7h;

PageReading read(std::string bytes, const ItemRules& rules, std::string time_zone = {}) {
    const auto compiled = compile_json_rules(rules);
    REQUIRE(compiled);
    return read_json_items({.bytes = std::move(bytes), .url = "https://api.qala.kz/v1/news"}, &*compiled,
                           {.time_zone = std::move(time_zone)}, now);
}

bool has_problem(const PageReading& reading, std::string_view code) {
    return std::ranges::any_of(reading.problems, [code](const Problem& each) { return each.code == code; });
}

const ItemRules plain = {.each = "/data", .link = "/url"};

} // namespace

TEST_CASE("items of JSON have what their rules find", "[page][json]") {
    const auto reading = read(R"({"data": [{"id": 7, "slug": "bir", "title": "A &amp; <b>B</b>", "date": 1771826100000,
        "lead": "<p>Lead</p>", "text": "<p onclick=x>Text</p><script>x</script><img src=/a.jpg>",
        "img": "/i/1.jpg", "by": [{"name": "Айгерим Тарина"}], "tags": [{"name": "#Бір"}, {"name": "Екі"}],
        "rubric": {"name": "Қоғам"}}, {"slug": "eki", "date": "2026-02-23T10:55:00"}]})",
                              {.each = "/data",
                               .link = "https://qala.kz/n/{/slug}",
                               .title = "title",
                               .published = "/date",
                               .id = "/id",
                               .summary = "/lead",
                               .content = "/text",
                               .image = "/img",
                               .authors = "/by",
                               .categories = "/tags/*/name",
                               .section = "rubric.name"});
    CHECK(reading.kind == PageKind::listing);
    CHECK(reading.problems.empty());
    REQUIRE(reading.items.size() == 2);
    const RawItem& item = reading.items[0];
    CHECK(item.link == "https://qala.kz/n/bir");
    CHECK(item.id == "7");
    CHECK(item.title.value == "A & B");
    CHECK(item.summary.value == "Lead");
    REQUIRE(item.content.size() == 1);
    CHECK(item.content[0].type == Text::Type::html);
    CHECK(item.content[0].value.find("script") == std::string::npos);
    CHECK(item.content[0].value.find("https://api.qala.kz/a.jpg") != std::string::npos);
    CHECK(item.image == "https://api.qala.kz/i/1.jpg");
    REQUIRE(item.authors.size() == 1);
    CHECK(item.authors[0].name == "Айгерим Тарина");
    REQUIRE(item.categories.size() == 3);
    CHECK(item.categories[0].term == "Бір");
    CHECK(item.categories[2].term == "Қоғам");
    CHECK(item.published == std::chrono::sys_days(std::chrono::February / 23 / 2026) + 5h + 55min);
    CHECK(reading.items[1].published == item.published); // a clock of Kazakhstan
    CHECK(reading.items[1].title.value.empty());
}

TEST_CASE("times in JSON are seconds, milliseconds or text", "[page][json]") {
    const auto* const date = GENERATE("1771826100", "1771826100000", "\"1771826100\"", "1771826100.5",
                                      "\"2026-02-23T10:55:00+05:00\"", "\"23.02.2026 10:55\"", "\"Бүгін, 10:55\"");
    CAPTURE(date);
    const auto reading = read(R"([{"u": "/1", "d": )" + std::string(date) + "}]",
                              {.each = "", .link = "/u", .published = "/d"}, "Asia/Almaty");
    REQUIRE(reading.items.size() == 1);
    CHECK(reading.items[0].published == std::chrono::sys_days(std::chrono::February / 23 / 2026) + 5h + 55min);
}

TEST_CASE("a list that is empty is no fault, one that is not there is", "[page][json]") {
    struct Case {
        const char* answer;
        const char* each;
        bool is_there;
    };
    const auto [answer, each, is_there] = GENERATE(values<Case>({
        {R"({"data": []})", "/data", true},
        {R"({"data": null})", "/data", true},
        {R"({"data": []})", "/data/*", true},
        {R"({"data": {}})", "data.*", true},
        {"[]", "", true},
        {R"({"rows": []})", "/data", false},
        {R"({"data": "none"})", "/data", false},
        {R"({"data": [{"slug": "a"}]})", "/data", false}, // and no item has a link
    }));
    CAPTURE(answer, each);
    const auto reading = read(answer, {.each = each, .link = "/url"});
    CHECK(reading.items.empty());
    CHECK(has_problem(reading, "rule-matched-nothing") == !is_there);
    CHECK((reading.kind == PageKind::listing) == is_there);
}

TEST_CASE("items of JSON without a link are left out and counted, the same once", "[page][json]") {
    const auto reading =
        read(R"({"data": [{"url": "/1"}, {}, {"url": "javascript:x"}, {"url": "/1"}, 5, {"url": "/2"}]})", plain);
    REQUIRE(reading.items.size() == 2);
    CHECK(reading.items[1].link == "https://api.qala.kz/2");
    REQUIRE(has_problem(reading, "item-without-link"));
    CHECK(reading.problems.back().message == "2 of 5 items have no link and were left out");
}

TEST_CASE("an answer that is damaged or too long is told", "[page][json]") {
    CHECK(has_problem(read("{\"data\": [{\"url\": \"/1\"}, {\"url\":", plain), "json-truncated"));
    CHECK(has_problem(read("no JSON", plain), "json-unreadable"));
    std::string many = "{\"data\": [";
    for (int i = 0; i < 1001; ++i) many += (i == 0 ? "{\"url\":\"/" : ",{\"url\":\"/") + std::to_string(i) + "\"}";
    const auto reading = read(many + "]}", plain);
    CHECK(reading.items.size() == 1000);
    CHECK(has_problem(reading, "page-too-large"));
    CHECK(has_problem(read_json_items({.bytes = "[]"}, nullptr, {}, now), "json-without-rules"));
}

TEST_CASE("a bad path in a rule is a fault of its key", "[page][json]") {
    const auto compiled = compile_json_rules({.link = "https://q.kz/{/a", .title = "a..b", .date_format = "%Q"});
    REQUIRE_FALSE(compiled);
    REQUIRE(compiled.error().size() == 4);
    CHECK(compiled.error()[0].key == "items.each");
    CHECK(compiled.error()[1].key == "items.link");
    CHECK(compiled.error()[1].column == 14);
    CHECK(compiled.error()[2].key == "items.title");
    CHECK(compiled.error()[3].key == "items.date_format");
}

TEST_CASE("JSON is known by its media type or its beginning", "[page][json]") {
    CHECK(is_json("<p>", "application/ld+json; charset=utf-8"));
    CHECK(is_json("\xEF\xBB\xBF \n[1]", ""));
    CHECK_FALSE(is_json("<html>{", "text/html"));
}

} // namespace arna
