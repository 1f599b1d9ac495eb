#include "feeds/rules/rule_set.hpp"

#include <fmt/format.h>

using namespace arna;

namespace {

const TermLists
    lists({{.name = "Министрлер", .terms = {"Бектенов", "премьер министр", "=Үкімет", "эконом*", "#Үкімет2026"}},
           {.name = "sites", .terms = {"zakon.kz", "tengrinews.kz"}},
           {.name = "one", .terms = {"сайлау"}},
           {.name = "empty", .terms = {}},
           {.name = "wrong", .terms = {"a*b"}}});

RuleSet compiled(std::string rule) {
    auto set = RuleSet::compile(std::vector<TagRule>{{.name = "tag", .match = std::move(rule)}}, lists);
    if (!set) FAIL(set.error().front().message);
    return std::move(*set);
}

bool matches(std::string rule, const MatchItem& item) { return !compiled(std::move(rule)).match(item).empty(); }

RuleError error_of(std::string rule) {
    const auto set = RuleSet::compile(std::vector<TagRule>{{.name = "tag", .match = std::move(rule)}}, lists);
    REQUIRE_FALSE(set.has_value());
    return set.error().front();
}

} // namespace

TEST_CASE("A list asks for any of its terms: words by their forms, phrases, exact words, beginnings, tags", "[rules]") {
    CHECK(matches("list:министрлер", {.title = "Бектеновтің сапары", .lang = "kk"}));
    CHECK(matches("list:министрлер", {.content = "Премьер-министр келді", .lang = "kk"}));
    CHECK_FALSE(matches("list:министрлер", {.title = "Министр келді", .lang = "kk"}));
    CHECK(matches("list:министрлер", {.title = "Үкімет отырысы", .lang = "kk"}));
    CHECK_FALSE(matches("list:министрлер", {.title = "Үкіметтің отырысы", .lang = "kk"}));
    CHECK(matches("list:министрлер", {.title = "Экономика", .lang = "kk"}));
    CHECK(matches("list:министрлер", {.title = "x", .categories = {"Үкімет 2026"}}));
}

TEST_CASE("A list stands wherever a term can, in any field, and is named however it is spelt", "[rules]") {
    const MatchItem item{.title = "Бектенов", .content = "сапар", .lang = "kk", .url = "https://www.zakon.kz/1"};
    CHECK(matches("title:list:министрлер сапар", item));
    CHECK_FALSE(matches("content:list:министрлер", item));
    CHECK_FALSE(matches("сапар -list:министрлер", item));
    CHECK(matches("domain:list:sites", item));
    CHECK(matches("content:(list:one OR сапар)", item));
    CHECK(matches("list:\"МИНИСТРЛЕР\"", item));
}

TEST_CASE("Evidence and explanations name the list", "[rules]") {
    const MatchItem item{.title = "Бектеновтің сапары", .lang = "kk"};
    const RuleSet set = compiled("list:министрлер сапар");
    const auto matches = set.match(item);
    REQUIRE(matches.size() == 1);
    CHECK(matches[0].because ==
          std::vector<Evidence>{{"title", "Бектенов (list:министрлер)", "Бектеновтің"}, {"title", "сапар", "сапары"}});
    CHECK(set.explain(0, item).summary() == "in: list:министрлер (Бектеновтің in title), сапар (сапары in title)");
    CHECK(set.explain(0, {.title = "сапар", .lang = "kk"}).summary() == "out: list:министрлер is not there");
}

TEST_CASE("A rule with lists is printed with their names", "[rules]") {
    for (const std::string rule :
         {"title:list:министрлер AND (list:one OR NOT list:sites OR a)", "a OR list:one OR b"}) {
        const auto query = parse_query(rule, lists);
        REQUIRE(query.has_value());
        CHECK(print_query(query->root) == rule);
        CHECK(parse_query(print_query(query->root), lists)->root == query->root);
    }
    CHECK(lists_in(parse_query("list:one a (list:\"sites\" OR list:one)", lists)->root) ==
          std::vector<std::string>{"one", "sites"});
}

TEST_CASE("A list that is not there, is empty or has a wrong term is an error at its place", "[rules]") {
    CHECK(error_of("a list:minister").message ==
          "there is no list 'minister'; define it: [[list]] name = \"minister\"");
    CHECK(error_of("a list:minister").column == 3);
    CHECK(error_of("list:empty").message == "the list 'empty' is empty; give it terms");
    CHECK(error_of("title:list:wrong").message ==
          "'a*b' in the list 'wrong': '*' can only end a word: write how the word begins, then '*'");
    CHECK(error_of("lang:list:министрлер").column == 6);
    CHECK(error_of("list:").message == "there is nothing behind list:; write list:name");
    CHECK(error_of("a list:(x OR y)").message == "there is nothing behind list:; write list:name");
    CHECK(error_of("a list:(x OR y)").column == 3);
    CHECK(error_of("List:one").message ==
          "unknown field 'List'; did you mean 'list'? To look for the text put it in quotes");
}

TEST_CASE("What lists bring to rules is bounded", "[rules]") {
    std::vector<std::string> terms;
    for (int i = 0; i < 10'000; ++i) terms.push_back(fmt::format("w{}", i));
    const TermLists large({{.name = "large", .terms = terms}});
    SECTION("in one rule") {
        const auto set =
            RuleSet::compile(std::vector<TagRule>{{.name = "t", .match = "list:large list:large a"}}, large);
        REQUIRE_FALSE(set.has_value());
        CHECK(set.error().front().message == "more than 20000 terms; make several tags of the rule");
    }
    SECTION("in all of them") {
        std::vector<TagRule> rules(120, {.name = "t", .match = "list:large"});
        const auto set = RuleSet::compile(rules, large);
        REQUIRE_FALSE(set.has_value());
        CHECK(set.error().size() == 1);
        CHECK(set.error().front().rule == max_listed_terms / terms.size());
    }
}
