#include "tests/feeds/rules/document.hpp"

#include "feeds/rules/query/query.hpp"
#include "feeds/rules/rule_set.hpp"

using namespace arna;
using arna::tests::Cells;

namespace {

RuleSet compiled(const std::string& rule, bool loose = false) {
    auto set = RuleSet::compile(std::vector<TagRule>{{.name = "tag", .match = rule, .loose = loose}});
    if (!set) FAIL(rule << ": " << set.error().front().column << ": " << set.error().front().message);
    return std::move(*set);
}

void check_rows(const std::vector<Cells>& rows, bool loose) {
    for (const Cells& row : rows) {
        REQUIRE(row.size() == 3);
        CAPTURE(row[0], row[1]);
        const bool is_in = !compiled(row[0], loose).match(tests::read_item(row[1])).empty();
        CHECK((is_in ? "in" : "out") == row[2]);
    }
}

} // namespace

TEST_CASE("docs/rules.md: the rules decide on the items as it says", "[rules][document]") {
    check_rows(tests::table_rows({"rule", "item", ""}), false);
    check_rows(tests::table_rows({"loose rule", "item", ""}), true);
}

TEST_CASE("docs/rules.md: the operators have its truth tables", "[rules][document]") {
    for (const auto& table : tests::tables_beginning({"a", "b"})) {
        for (std::size_t i = 1; i < table.size(); ++i) {
            MatchItem item;
            for (std::size_t column = 0; column < 2; ++column) {
                if (table[i][column] == "yes") item.title += table[0][column] + ' ';
            }
            for (std::size_t column = 2; column < table[0].size(); ++column) {
                CAPTURE(table[0][column], item.title);
                CHECK((compiled(table[0][column]).match(item).empty() ? "out" : "in") == table[i][column]);
            }
        }
    }
}

TEST_CASE("docs/rules.md: rules are read as it says, and printed rules are read as the same", "[rules][document]") {
    for (const Cells& row : tests::table_rows({"rule", "is read as"})) {
        CAPTURE(row[0]);
        const auto query = parse_query(row[0]);
        REQUIRE(query.has_value());
        CHECK(print_query(query->root) == row[1]);
    }
    for (const Cells& row : tests::table_rows({"rule", "item", ""})) {
        CAPTURE(row[0]);
        const auto query = parse_query(row[0]);
        REQUIRE(query.has_value());
        const auto again = parse_query(print_query(query->root));
        REQUIRE(again.has_value());
        CHECK(again->root == query->root);
    }
}

TEST_CASE("docs/rules.md: errors have its columns and messages", "[rules][document]") {
    for (const Cells& row : tests::table_rows({"rule", "column", "message"})) {
        CAPTURE(row[0]);
        const auto query = parse_query(row[0]);
        REQUIRE_FALSE(query.has_value());
        CHECK(std::to_string(query.error().column) == row[1]);
        CHECK(query.error().message == row[2]);
    }
}

TEST_CASE("docs/rules.md: explanations look as it shows", "[rules][document]") {
    const auto blocks = tests::blocks("explain");
    REQUIRE(blocks.size() >= 2);
    for (const std::string& block : blocks) {
        const std::size_t rule_end = block.find('\n');
        const std::size_t item_end = block.find('\n', rule_end + 1);
        const std::string rule = block.substr(6, rule_end - 6);
        const std::string item = block.substr(rule_end + 7, item_end - rule_end - 7);
        const Explanation explanation = compiled(rule).explain(0, tests::read_item(item));
        CHECK(format_explanation(explanation) + explanation.summary() + '\n' == block.substr(item_end + 1));
    }
}

TEST_CASE("docs/rules.md: the forms of its table are forms", "[rules][document]") {
    for (const Cells& row : tests::table_rows({"ending", "of қала", "of мектеп"})) {
        for (std::size_t column : {1U, 2U}) {
            const std::string word = column == 1 ? "қала" : "мектеп";
            std::istringstream forms(row[column]);
            for (std::string form; std::getline(forms, form, ',');) {
                CAPTURE(word, form);
                CHECK_FALSE(compiled(word).match({.title = form, .lang = "kk"}).empty());
            }
        }
    }
}
