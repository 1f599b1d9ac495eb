#include "feeds/rules/rule_set.hpp"

#include <catch2/catch.hpp>

using namespace arna;

namespace {

bool finds(const std::string& word, std::string_view text, std::string_view language = "en") {
    const auto set = RuleSet::compile(std::vector<TagRule>{{.name = "tag", .match = word}});
    REQUIRE(set.has_value());
    return !set->match({.title = std::string(text), .lang = std::string(language)}).empty();
}

struct Pairs {
    const char* word;
    std::vector<const char*> forms;
    std::vector<const char*> others;
};

const std::vector<Pairs> pairs = {
    {"man", {"men", "mans"}, {"many"}},
    {"policeman", {"policemen"}, {}},
    {"human", {"humans"}, {"humen"}},
    {"child", {"children"}, {"chill"}},
    {"crisis", {"crises"}, {}},
    {"gas", {"gases"}, {"gaze"}},
    {"FM", {"FMs"}, {}},
    {"wolf", {"wolves"}, {}},
    {"take", {"took", "taken", "takes", "taking"}, {"talk"}},
    {"retake", {"retook", "retaken"}, {}},
    {"add", {"added", "adding"}, {"ad"}},
    {"hat", {"hats", "hatted"}, {"hated", "hate"}},
    {"plan", {"planned", "planning"}, {"planed"}},
    {"mimic", {"mimicking", "mimicked"}, {}},
    {"sue", {"sued", "suing"}, {}},
    {"easy", {"easier", "easiest"}, {}},
    {"big", {"bigger", "biggest"}, {}},
    {"large", {"larger", "largest"}, {}},
    {"good", {"better", "best", "goods"}, {}},
    {"new", {"newer"}, {"news"}},
    {"see", {"saw", "seen"}, {"seed"}},
};

} // namespace

TEST_CASE("An English word is found in its irregular forms, and in regular ones that a stemmer cuts off",
          "[rules][english]") {
    for (const Pairs& row : pairs) {
        for (const char* form : row.forms) {
            CAPTURE(row.word, form);
            CHECK(finds(row.word, form));
        }
        for (const char* other : row.others) {
            CAPTURE(row.word, other);
            CHECK_FALSE(finds(row.word, other));
        }
    }
}

TEST_CASE("Irregular English forms are of no other language", "[rules][english]") {
    CHECK(finds("man", "men", "kk"));
    CHECK_FALSE(finds("man", "men", "de"));
    CHECK_FALSE(finds("=man", "men"));
}
