#include "feeds/rules/rule_set.hpp"

#include "feeds/rules/query/query.hpp"

#include <fmt/format.h>

using namespace arna;

namespace {

RuleSet compiled(std::vector<TagRule> rules) {
    auto set = RuleSet::compile(rules);
    if (!set) FAIL(set.error().front().message);
    return std::move(*set);
}

std::vector<std::size_t> matching(const RuleSet& set, const MatchItem& item) {
    std::vector<std::size_t> rules;
    for (const RuleMatch& match : set.match(item)) rules.push_back(match.rule);
    return rules;
}

using Rules = std::vector<std::size_t>;

std::vector<Evidence> evidence(std::string rule, const MatchItem& item) {
    const auto matches = compiled({{.name = "tag", .match = std::move(rule)}}).match(item);
    REQUIRE(matches.size() == 1);
    return matches.front().because;
}

} // namespace

TEST_CASE("An item matches several rules, which come in their order", "[rules]") {
    const RuleSet set = compiled({{.name = "a", .match = "сайлау"},
                                  {.name = "b", .match = "референдум OR сайлау"},
                                  {.name = "c", .match = "NOT сайлау OR конституция"},
                                  {.name = "d", .match = "has:image"},
                                  {.name = "e", .match = "референдум"}});
    CHECK(set.size() == 5);
    CHECK(matching(set, {.title = "Референдум өтті", .lang = "kk"}) == Rules{1, 2, 4});
    CHECK(matching(set, {.title = "Сайлау мен референдум", .lang = "kk", .has_image = true}) == Rules{0, 1, 3, 4});
    CHECK(matching(set, {}) == Rules{2});
    CHECK(matching(RuleSet(), {.title = "Сайлау"}).empty());
}

TEST_CASE("A tag without a rule asks for its name", "[rules]") {
    const RuleSet set = compiled({{.name = "Референдум-2026"}, {.name = "Қоғам және саясат"}});
    CHECK(matching(set, {.categories = {"референдум 2026"}}) == Rules{0});
    CHECK(matching(set, {.categories = {"Қоғам-және-саясат"}}) == Rules{1});
}

TEST_CASE("Aliases count as the name of their tag in every rule, and only of theirs", "[rules]") {
    const RuleSet set = compiled({{.name = "Референдум-2026", .aliases = {"Referendum2026", "Реф26"}},
                                  {.name = "other", .match = "#Реф26"},
                                  {.name = "third", .match = "#third", .aliases = {"Реф26"}}});
    CHECK(matching(set, {.title = "#referendum_2026"}) == Rules{0, 1});
    CHECK(matching(set, {.categories = {"Реф26"}}) == Rules{0, 1, 2});
    CHECK(matching(set, {.categories = {"third"}}) == Rules{1, 2});
}

TEST_CASE("A rule can be kept to sources, and from sources", "[rules]") {
    const RuleSet set = compiled({{.name = "a", .match = "заң", .sources = {"tengri", "zakon-kk"}},
                                  {.name = "b", .match = "заң", .excluded_sources = {"zakon-kk"}}});
    CHECK(matching(set, {.title = "Заң", .source = "zakon-kk"}) == Rules{0});
    CHECK(matching(set, {.title = "Заң", .source = "zakon"}) == Rules{1});
    CHECK_FALSE(set.explain(0, {.title = "Заң", .source = "zakon"}).matches);
    CHECK(set.explain(0, {.title = "Заң", .source = "zakon"}).summary() ==
          "out: the tag takes nothing from this source");
}

TEST_CASE("All errors of all rules are reported, with rule and column", "[rules]") {
    const std::vector<TagRule> rules{
        {.name = "a", .match = "("}, {.name = "b", .match = "заң"}, {.name = "c", .match = "заң )"}};
    const auto set = RuleSet::compile(rules);
    REQUIRE_FALSE(set.has_value());
    REQUIRE(set.error().size() == 2);
    CHECK(set.error()[0].rule == 0);
    CHECK(set.error()[1].rule == 2);
    CHECK(set.error()[1].column == 5);
}

TEST_CASE("Loose rules are loose alone", "[rules]") {
    const RuleSet set = compiled({{.name = "a", .match = "қазақ", .loose = true}, {.name = "b", .match = "қазақ"}});
    CHECK(matching(set, {.title = "казак"}) == Rules{0});
    CHECK(matching(set, {.title = "қазақ"}) == Rules{0, 1});
}

TEST_CASE("Evidence says what was found in which field", "[rules]") {
    const MatchItem item{.title = "Жаңа конституцияның жобасы",
                         .content = "Референдум туралы: 300 адам. #Дауыс",
                         .lang = "kk",
                         .categories = {"Дауыс", "Қоғам"},
                         .sections = {"Қоғам"},
                         .authors = {"Айгерим Тарина"},
                         .url = "https://kaz.zakon.kz/qogam/1.html",
                         .source = "zakon-kk",
                         .labels = {"kz", "news"},
                         .seen = Time{std::chrono::hours(48)},
                         .has_image = true};
    const std::pair<const char*, std::vector<Evidence>> expected[] = {
        {"конституция", {{"title", "конституция", "конституцияның"}}},
        {"\"жаңа конституция\"", {{"title", "\"жаңа конституция\"", "Жаңа конституцияның"}}},
        {"content:=референдум", {{"content", "=референдум", "Референдум"}}},
        {"#дауыс", {{"category", "#дауыс", "Дауыс"}, {"hashtag", "#дауыс", "Дауыс"}}},
        {"section:қоғам", {{"section", "қоғам", "Қоғам"}}},
        {"author:тарина", {{"author", "тарина", "Тарина"}}},
        {"source:zakon-*", {{"source", "zakon-*", "zakon-kk"}}},
        {"label:news", {{"label", "news", "news"}}},
        {"lang:kk", {{"lang", "kk", "kk"}}},
        {"domain:zakon.kz", {{"domain", "zakon.kz", "kaz.zakon.kz"}}},
        {"url:QOGAM", {{"url", "QOGAM", "https://kaz.zakon.kz/qogam/1.html"}}},
        {"has:image", {{"has", "image", "image"}}},
        {"/\\d+ адам/i", {{"content", "/\\d+ адам/i", "300 адам"}}},
        {"age<7d", {{"age", "age<7d", "0s"}}},
        {"published=1970-01-03", {{"published", "published=1970-01-03", "1970-01-03T00:00:00Z"}}},
    };
    for (const auto& [rule, because] : expected) {
        CAPTURE(rule);
        CHECK(evidence(rule, item) == because);
    }
}

TEST_CASE("Evidence has every term that holds, and none of a branch that does not", "[rules]") {
    const MatchItem item{.title = "Заң мен сайлау", .lang = "kk"};
    CHECK(evidence("заң -спорт", item) == std::vector<Evidence>{{"title", "заң", "Заң"}});
    CHECK(evidence("спорт OR сайлау OR заң", item) ==
          std::vector<Evidence>{{"title", "сайлау", "сайлау"}, {"title", "заң", "Заң"}});
    CHECK(evidence("(заң спорт) OR сайлау", item) == std::vector<Evidence>{{"title", "сайлау", "сайлау"}});
    CHECK(evidence("заң NOT (заң спорт)", item) == std::vector<Evidence>{{"title", "заң", "Заң"}});
}

TEST_CASE("A rule says what it asks for by name, and what in it is odd", "[rules]") {
    const RuleSet set = compiled({{.name = "a", .match = "source:b or label:x source:(b OR a*) #t"}, {.name = "b"}});
    CHECK(set.facts(0).sources == std::vector<std::string>{"b", "a*"});
    CHECK(set.facts(0).labels == std::vector<std::string>{"x"});
    CHECK(set.facts(0).tags == std::vector<std::string>{"t"});
    CHECK(set.facts(0).warnings.size() == 1);
    CHECK(set.facts(1).tags == std::vector<std::string>{"b"});
}

TEST_CASE("The regular expressions of all rules together are bounded", "[rules]") {
    const auto rules = [](std::size_t count) {
        std::vector<TagRule> made;
        for (std::size_t i = 0; i < count; ++i) {
            const std::string classes = "\\pL\\pL\\pL\\pL\\pL\\pL\\pL\\pL\\pL\\pL";
            made.push_back({.name = "t", .match = fmt::format("a /x{}{}/ /y{}{}/", classes, i, classes, i)});
        }
        return made;
    };
    const auto set = RuleSet::compile(rules(200));
    REQUIRE_FALSE(set.has_value());
    REQUIRE(set.error().size() == 1);
    CHECK(set.error()[0].rule > 0);
    CHECK(set.error()[0].column >= 3);
    CHECK(set.error()[0].message == "the regular expressions of all rules are too large together; write smaller ones");
    CHECK(RuleSet::compile(std::vector(5'000, rules(1).front())).has_value());
}

TEST_CASE("Aliases of tags that are not in the set count if it is told of them", "[rules]") {
    const std::vector<TagRule> rules{{.name = "mine", .match = "#Реф26"}};
    const std::vector<TagRule> tags{{.name = "Референдум-2026", .aliases = {"Реф26"}}, {.name = "other"}};
    const auto set = RuleSet::compile(rules, {}, tags);
    REQUIRE(set.has_value());
    CHECK(set->size() == 1);
    CHECK(set->match({.categories = {"референдум 2026"}}).size() == 1);
    CHECK(set->match({.categories = {"other"}}).empty());
    CHECK(RuleSet::compile(rules)->match({.categories = {"референдум 2026"}}).empty());
}

TEST_CASE("Names of a tag with thousands of aliases count as one another", "[rules]") {
    TagRule tag{.name = "tag"};
    std::string match = "#tag";
    for (int i = 0; i < 10'000; ++i) {
        tag.aliases.push_back(fmt::format("alias{}", i));
        match += fmt::format(" OR #alias{}", i);
    }
    const RuleSet set = compiled({tag, {.name = "other", .match = match}});
    CHECK(matching(set, {.categories = {"Alias-9999"}}) == Rules{0, 1});
    CHECK(matching(set, {.categories = {"Alias-10000"}}).empty());
}

TEST_CASE("What was found is told up to a limit, however often", "[rules]") {
    const std::string word(1'000'000, 'a');
    const auto because = evidence("a* /a+/s", {.title = word, .lang = "en"});
    REQUIRE(because.size() == 2);
    CHECK(because[0].found == word.substr(0, max_found_bytes));
    CHECK(because[1].found == word.substr(0, max_found_bytes));
}

TEST_CASE("A language and a host have few beginnings and ends", "[rules]") {
    const RuleSet set = compiled({{.name = "a", .match = "lang:kk"}, {.name = "b", .match = "domain:kz"}});
    CHECK(matching(set, {.lang = "kk" + std::string(1'000'000, '-')}) == Rules{0});
    std::string url = "https://";
    while (url.size() < 1'000'000) url += "a.";
    CHECK(matching(set, {.url = url + "kz/"}).empty());
    CHECK(matching(set, {.url = "https://a.b.kz/"}) == Rules{1});
}

TEST_CASE("Rules that need no particular word are asked of every item", "[rules]") {
    const RuleSet set = compiled({{.name = "a", .match = "age<1d"},
                                  {.name = "b", .match = "NOT спорт OR сайлау"},
                                  {.name = "c", .match = "url:zakon"},
                                  {.name = "d", .match = "source:z*"},
                                  {.name = "e", .match = "NOT (NOT заң)"}});
    const MatchItem item{.title = "Заң", .url = "https://zakon.kz/1", .source = "zakon", .seen = Time{}};
    CHECK(matching(set, item) == Rules{0, 1, 2, 3, 4});
}

TEST_CASE("What thousands of rules find is what each of them finds alone", "[rules]") {
    const std::string words[] = {"заң",   "жоба",   "сайлау",   "мектеп", "қала",
                                 "закон", "выборы", "election", "2026",   "жол-көлік"};
    std::vector<TagRule> rules;
    std::uint32_t random = 1;
    const auto word = [&] { return words[(random = random * 1664525 + 1013904223) >> 28U >= 10 ? 0 : random >> 28U]; };
    for (int i = 0; i < 500; ++i) {
        rules.push_back(
            {.name = "t", .match = word() + " (" + word() + " OR " + word() + ") OR " + word() + " -" + word()});
    }
    const RuleSet all = compiled(rules);
    const MatchItem items[] = {{.title = "Мектептегі сайлау", .content = "Заңның жобасы 2026-ға", .lang = "kk"},
                               {.title = "Закон о выборах", .lang = "ru"},
                               {.title = "Elections: жол-көлік қалада"}};
    for (const MatchItem& item : items) {
        Rules alone;
        for (std::size_t i = 0; i < rules.size(); ++i) {
            if (!compiled({rules[i]}).match(item).empty()) alone.push_back(i);
        }
        CHECK(matching(all, item) == alone);
    }
}

TEST_CASE("Hostile items are matched in bounded time", "[rules]") {
    const RuleSet set = compiled(
        {{.name = "a", .match = "қазақстан қаз* \"а а а б\" /(а|а)*б/ #тег"}, {.name = "b", .match = "\"а а\""}});
    std::string token;
    while (token.size() < 10'000'000) token += "қазақстан";
    CHECK(matching(set, {.title = token}).empty());
    std::string words;
    while (words.size() < 2'000'000) words += "а ";
    CHECK(matching(set, {.title = words}) == Rules{1});
    std::string tags;
    while (tags.size() < 1'000'000) tags += "#а ";
    CHECK(matching(set, {.title = tags}) == Rules{1});
    CHECK(matching(set, {.title = std::string(1'000'000, '\xFF')}).empty());
}
