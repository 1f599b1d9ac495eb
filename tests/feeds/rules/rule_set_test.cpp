#include "feeds/rules/rule_set.hpp"

using namespace arna;

namespace {

bool matches(std::string_view rule, const MatchItem& item) {
    const auto set = RuleSet::compile(std::vector<TagRule>{{.name = "tag", .match = std::string(rule)}});
    REQUIRE(set.has_value());
    return !set->match(item).empty();
}

} // namespace

TEST_CASE("A rule asks for words, phrases, prefixes, tags and facts of an item", "[rules]") {
    const MatchItem item{.title = "Жаңа конституция",
                         .content = "Референдум туралы #Дауыс\nБасқа жол",
                         .lang = "kk",
                         .categories = {"Референдум-2026"},
                         .url = "https://kaz.zakon.kz/qogam/1.html",
                         .source = "zakon-kk",
                         .labels = {"kz"}};
    const auto rule =
        GENERATE(as<std::string>(), "референдум", "\"жаңа конституция\"", "конститу*", "#референдум_2026", "tag:дауыс",
                 "section:референдум", "source:zakon-*", "label:kz", "lang:kk", "domain:zakon.kz", "url:qogam",
                 "/рефе?рендум/i", "спорт OR референдум", "референдум -спорт");
    CAPTURE(rule);
    CHECK(matches(rule, item));
}
