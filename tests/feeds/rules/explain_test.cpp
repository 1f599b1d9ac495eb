#include "feeds/rules/explain.hpp"

#include "feeds/rules/rule_set.hpp"

using namespace arna;

namespace {

Explanation explained(std::string rule, const MatchItem& item) {
    const auto set = RuleSet::compile(std::vector<TagRule>{{.name = "tag", .match = std::move(rule)}});
    REQUIRE(set.has_value());
    return set->explain(0, item);
}

const MatchItem item{.title = "Сайлау туралы заң", .content = "Заңның жобасы", .lang = "kk", .categories = {"Сайлау"}};

} // namespace

TEST_CASE("An explanation is the tree of the rule, each part with its outcome", "[rules][explain]") {
    const Explanation explanation = explained("заң (сайлау OR спорт) -реклама", item);
    CHECK(explanation.matches);
    const ExplainedNode& root = explanation.root;
    CHECK(root.kind == QueryNode::Kind::all);
    REQUIRE(root.children.size() == 3);
    CHECK(root.children[0].findings == std::vector<Finding>{{"title", "заң", 26}, {"content", "Заңның", 0}});
    CHECK(root.children[1].holds);
    CHECK_FALSE(root.children[1].children[1].holds);
    CHECK(root.children[2].kind == QueryNode::Kind::negation);
    CHECK(root.children[2].holds);
}

TEST_CASE("The summary names the terms that decide", "[rules][explain]") {
    CHECK(explained("заң", item).summary() == "in: заң (заң in title)");
    CHECK(explained("#сайлау", item).summary() == "in: #сайлау (Сайлау in category)");
    CHECK(explained("заң спорт", item).summary() == "out: спорт is not there");
    CHECK(explained("заң -сайлау", item).summary() == "out: excluded by сайлау (Сайлау in title)");
    CHECK(explained("спорт -сайлау", item).summary() ==
          "out: спорт is not there, and it is excluded by сайлау (Сайлау in title)");
    CHECK(explained("(кодекс спорт реклама) OR (заң мектеп)", item).summary() == "out: мектеп is not there");
    CHECK(explained("NOT спорт OR кодекс", item).summary() == "in: спорт is not there");
    CHECK(explained("заң title:жоба", item).summary() == "out: title:жоба is not there");
}

TEST_CASE("Each field shows some places of a term at most", "[rules][explain]") {
    std::string text;
    for (int i = 0; i < 100; ++i) text += "заң ";
    CHECK(explained("заң", {.title = text, .content = text}).root.findings.size() == 10);
}
