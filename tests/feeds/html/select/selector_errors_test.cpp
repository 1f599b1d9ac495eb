#include "feeds/html/select/selector.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace arna;

TEST_CASE("What is no selector says what is wrong and where", "[html][select][errors]") {
    struct Case {
        const char* text;
        std::size_t column;
        const char* message;
    };
    const auto [text, column, message] = GENERATE(values<Case>({
        {"", 1, "the selector is empty; write one like \"div.card\""},
        {"div.item[", 9, "'[' is not closed; write an attribute and ] behind it"},
        {"div[", 4, "'[' is not closed; write an attribute and ] behind it"},
        {"div[a=\"b]", 7, "the string is not closed; write \" behind it"},
        {"div[a=b", 4, "'[' is not closed; write ] behind it"},
        {"div[a==b]", 7, "a name or a string in quotes is expected, not '='"},
        {"a..b", 3, "the name of a class is expected, not '.'"},
        {".1a", 2, "the name of a class is expected, not '1'; write the digit as \\31 "},
        {"div >", 6, "a selector is missing behind '>'"},
        {"div > > a", 7,
         "'>' is not expected here; a selector is made of names, .classes, #ids, [attributes] and "
         ":pseudo-classes"},
        {"a,", 3, "a selector is missing at the end"},
        {"a,,b", 3, "a selector is missing before ','"},
        {"a)", 2, "')' closes nothing; remove it"},
        {":not(a", 5, "'(' is not closed; write ) behind what stands in it"},
        {":not()", 6, "a selector is missing before ')'"},
        {":not(> a)", 6, "a selector in parentheses cannot begin with '>'"},
        {":not(a::text)", 7, "::attr() and ::text cannot stand in parentheses"},
        {"a::text b", 8, "nothing can follow ::attr() and ::text; write them at the end"},
        {"қоғам:frist-child", 6, "':frist-child' is unknown; docs/selectors.md lists what there is"},
        {"a:eq(1)", 2, "':eq' is of jQuery; write :nth-child(), :has() or XPath"},
        {"a:first-child(1)", 14, "':first-child' takes nothing in parentheses; remove them"},
        {"a:nth-child", 12, "'(' is missing behind ':nth-child'"},
        {"a:nth-child(x)", 13, "a number, 2n+1, odd or even is expected"},
        {"a::before", 2, "'::before' is unknown; there are ::attr(name) and ::text"},
        {"a::attr", 8, "the name of the attribute is missing; write ::attr(name)"},
        {"svg|a", 4, "namespaces are not supported; leave out the name before '|' and the sign"},
        {"a/@href", 2,
         "'/' is not expected here; a selector is made of names, .classes, #ids, [attributes] and "
         ":pseudo-classes"},
        {"//div", 1, "that is no CSS; write \"xpath:\" before XPath"},
        {".//div", 1, "that is no CSS; write \"xpath:\" before XPath"},
        {"a /* b", 3, "the comment is not closed; write */ behind it"},
        {"xpath:", 7, "the expression is empty; write one like \"xpath://div[@class='card']\""},
        {"xpath://div[", 12, "'[' is not closed; write ] behind it"},
        {"xpath://div[]", 13, "a condition is missing in the brackets"},
        {"xpath://div[@a='b]", 16, "the string is not closed; write ' behind it"},
        {"xpath://div]", 12, "']' closes nothing; remove it"},
        {"xpath://div/", 13, "a step is missing at the end"},
        {"xpath:///div", 9, "a step is missing between the slashes"},
        {"xpath:$x", 7, "variables are not supported; write the value itself"},
        {"xpath://svg:rect", 9, "namespaces are not supported; write *[name()='svg:…'] or leave out 'svg:'"},
        {"xpath://a[re:test(., 'x')]", 11, "'re:…' is of another library; there is the core of XPath 1.0 alone"},
        {"xpath:namespace::*", 7, "namespaces are not supported"},
        {"xpath:sideways::a", 7, "'sideways' is no axis"},
        {"xpath:matches(., 'a')", 7, "matches() is no function of XPath 1.0"},
        {"xpath:count('a')", 13, "nodes are expected here, not a string, number or boolean"},
        {"xpath:'a'/b", 7, "nodes are expected here, not a string, number or boolean"},
        {"xpath:contains('a')", 7, "contains() takes 2 arguments"},
        {"xpath:substring('a')", 7, "substring() takes 2 or 3 arguments"},
        {"xpath:.[1]", 8, "no condition can stand behind '.'; write self::node()[…]"},
        {"xpath:a == b", 10, "'=' is not expected here"},
        {"xpath:1 +", 10, "an expression is missing at the end"},
        {"xpath:a/b()", 9, "b() cannot be a step; there are node(), text() and comment()"},
        {"xpath:айнымалы/$x", 16, "variables are not supported; write the value itself"},
    }));
    CAPTURE(text);
    const auto selector = Selector::compile(text);
    REQUIRE_FALSE(selector);
    CHECK(selector.error().message == message);
    CHECK(selector.error().column == column);
}

TEST_CASE("A selector has bounds", "[html][select][errors]") {
    const auto error = [](const std::string& text) { return Selector::compile(text).error(); };
    const auto repeated = [](std::string_view part, int times) {
        std::string text;
        while (times-- > 0) text += part;
        return text;
    };
    CHECK(error(std::string(4097, 'a')).message == "longer than 4 KiB");
    CHECK(Selector::compile(std::string(4096, 'a')));
    CHECK(error("a\xFF").message == "not UTF-8");
    CHECK(Selector::compile(repeated("a ", 64)));
    CHECK(error(repeated("a ", 65)) == SelectorError{"more than 64 steps; make it shorter", 129});
    CHECK(Selector::compile("xpath:a" + repeated("/a", 63)));
    CHECK(error("xpath:a" + repeated("/a", 64)).message == "more than 64 steps; make it shorter");
    CHECK(error("xpath:1" + repeated("+1", 65)).message == "more than 64 operators; make it shorter");
    CHECK(Selector::compile(repeated(":not(", 16) + "a" + repeated(")", 16)));
    CHECK(error(repeated(":not(", 17) + "a" + repeated(")", 17)) ==
          SelectorError{"more than 16 parentheses and brackets within each other; make it simpler", 85});
    CHECK(error("xpath:" + repeated("(", 17) + "a" + repeated(")", 17)).column == 23);
    CHECK(error("xpath:a" + repeated("[a", 17) + repeated("]", 17)).column == 40);
    CHECK(Selector::compile("xpath:" + repeated("-", 4000) + "1"));
}
