#include "feeds/rules/query/query.hpp"

#include <fmt/format.h>

using namespace arna;

namespace {

QueryError error_of(std::string_view rule) {
    const auto query = parse_query(rule);
    if (query) FAIL("it is read as " << print_query(query->root));
    return query.error();
}

} // namespace

TEST_CASE("An empty rule is an error", "[rules][query]") {
    CHECK(error_of("").column == 1);
    CHECK(error_of(" \n\t ").message == "the rule is empty; write what an item should contain");
}

TEST_CASE("Blanks of every kind separate terms", "[rules][query]") {
    const auto query = parse_query("\n a\tb c　d\n");
    REQUIRE(query.has_value());
    CHECK(print_query(query->root) == "a AND b AND c AND d");
}

TEST_CASE("Columns count code points, over line breaks too", "[rules][query]") {
    CHECK(error_of("қазақ\nтіл (").column == 11);
    CHECK(error_of("𝕏 )").column == 3);
    CHECK(error_of("é \"").column == 3);
}

TEST_CASE("Terms know where they are written", "[rules][query]") {
    const auto query = parse_query("заң title:(=жоба OR #Тег)");
    REQUIRE(query.has_value());
    const QueryNode& group = query->root.children.at(1);
    const Term& exact = group.children.at(0).term;
    CHECK(exact.text == "=жоба");
    CHECK(exact.column == 12);
    CHECK(exact.field == Field::title);
    const Term& tag = group.children.at(1).term;
    CHECK(tag.text == "#Тег");
    CHECK(tag.column == 21);
    CHECK(tag.field == Field::tag);
}

TEST_CASE("Equal are queries that ask the same, however they are written", "[rules][query]") {
    const auto same = [](std::string_view a, std::string_view b) {
        return parse_query(a)->root == parse_query(b)->root;
    };
    CHECK(same("заң жоба", " ЗАҢ AND (жоба) "));
    CHECK(same("жол-көлік", "\"жол көлік\""));
    CHECK(same("title:(a b)", "title:a title:b"));
    CHECK_FALSE(same("заң", "=заң"));
    CHECK_FALSE(same("заң", "title:заң"));
    CHECK_FALSE(same("age<7d", "age<=7d"));
}

TEST_CASE("Lower-case operators are words, with a warning", "[rules][query]") {
    const auto query = parse_query("заң or жоба НЕМЕСЕ кодекс \"or\" =or");
    REQUIRE(query.has_value());
    REQUIRE(query->warnings.size() == 2);
    CHECK(query->warnings[0].column == 5);
    CHECK(query->warnings[0].message == "'or' is looked for as a word; did you mean OR?");
    CHECK(query->warnings[1].column == 13);
    CHECK(query->root.children.size() == 7);
}

TEST_CASE("The names that a rule asks for can be listed", "[rules][query]") {
    const auto query = parse_query("source:(zakon-* OR tengri) -source:tengri label:kz source:/x/");
    REQUIRE(query.has_value());
    CHECK(names_in(query->root, Field::source) == std::vector<std::string>{"zakon-*", "tengri"});
    CHECK(names_in(query->root, Field::label) == std::vector<std::string>{"kz"});
}

TEST_CASE("A caret stands under the column", "[rules][query]") {
    CHECK(caret_lines("заң (", 5) == "заң (\n    ^\n");
    CHECK(caret_lines("a\nқазақ )\nb", 9) == "қазақ )\n      ^\n");
    CHECK(caret_lines("заң", 4) == "заң\n   ^\n");
    CHECK(caret_lines("", 1) == "\n^\n");
    CHECK(caret_lines("a\tb", 3) == "a b\n  ^\n");
    const std::string cut = caret_lines(std::string(100, 'x') + "(" + std::string(100, 'y'), 101);
    CHECK(cut == "…" + std::string(60, 'x') + "(" + std::string(29, 'y') + "…\n" + std::string(61, ' ') + "^\n");
}

TEST_CASE("The regular expressions of a rule are bounded, equal ones count once", "[rules][query]") {
    const auto repeated = [](std::string_view part, std::size_t count) {
        std::string out;
        for (std::size_t i = 0; i < count; ++i) out += part;
        return out;
    };
    CHECK(parse_query(repeated("/\\pL+/ ", 12'000)).has_value());

    std::string many;
    for (std::size_t i = 0; i < max_query_regexes; ++i) many += fmt::format("/a{}/ ", i);
    CHECK(parse_query(many + "/a0/").has_value());
    const QueryError one_more = error_of(many + "/b/");
    CHECK(one_more.column == many.size() + 1);
    CHECK(one_more.message == "more than 100 different regular expressions; make several tags of the rule");

    const auto expression = [&](std::string_view begin) { return fmt::format("/{}{}/ ", begin, repeated("a", 480)); };
    const std::string four = expression("b") + expression("c") + expression("d") + expression("e");
    CHECK(parse_query(four).has_value());
    CHECK(error_of(four + expression("f")).column == four.size() + 1);
    CHECK(error_of(four + expression("f")).message ==
          "the regular expressions of the rule are too large together; make several tags of it");
    const std::string classes = "/" + repeated("\\pL", 20);
    CHECK(error_of(classes + "a/ " + classes + "b/ " + classes + "c/").column == 2 * classes.size() + 7);

    CHECK(error_of("a /" + repeated("\\pL", 80'000) + "/").column == 3);
    CHECK(error_of("a /" + repeated("\\pL", 80'000) + "/").message ==
          "the regular expression is longer than 4 KiB; make several of it");
    CHECK(error_of("a tag:" + repeated("b", 2'000)).message == "the name is longer than 1024 bytes; write less of it");
}

TEST_CASE("A rule warns no more often than somebody reads", "[rules][query]") {
    std::string rule;
    for (std::size_t i = 0; i < 1'000; ++i) rule += "or ";
    CHECK(parse_query(rule)->warnings.size() == max_query_warnings);
}

TEST_CASE("Hostile rules end in an error, or are read, in bounded time", "[rules][query]") {
    const auto repeated = [](std::string_view part, std::size_t count) {
        std::string out;
        for (std::size_t i = 0; i < count; ++i) out += part;
        return out;
    };
    CHECK(error_of(repeated("(", 10'000) + "a" + repeated(")", 10'000)).column == max_query_nesting + 1);
    CHECK(error_of("((((").message == "there is no term behind '('; close it or write one");
    CHECK(error_of(repeated("NOT ", 10'000) + "a").column == 4 * max_query_nesting + 1);
    CHECK(error_of(repeated("-", 10'000) + "a").column == max_query_nesting + 1);
    CHECK(error_of(repeated("title:", 10'000) + "a").column == 6 * max_query_nesting + 1);
    CHECK(error_of(repeated("a ", 200'000)).message == "the rule is longer than 256 KiB; make several tags of it");
    CHECK(error_of(repeated("a ", 30'000)).message == "more than 20000 terms; make several tags of the rule");
    CHECK(error_of("\"" + repeated("a ", 1'000) + "\"").message ==
          "the phrase has more than 100 words; leave some out");
    CHECK(error_of(repeated("a", 1'000)).message == "the word is too long; write its beginning and '*'");
    CHECK(error_of("/" + repeated("(", 5'000) + "/").column == 1);
    CHECK(error_of("/((a{100}){100}){100}/").column == 1);
    CHECK(error_of("\xFF\xFE").column == 1);
    CHECK(parse_query(repeated("қазақстан ", 10'000)).has_value());
    CHECK(parse_query(repeated("(", max_query_nesting) + "a" + repeated(")", max_query_nesting)).has_value());
}
