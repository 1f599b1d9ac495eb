#include "selected.hpp"

using namespace arna;

namespace {

constexpr std::string_view changes = R"html(<!DOCTYPE html><main id=m><h2 id=v9>Нұсқа 9</h2><p id=p9>20.02.2026</p>
<ul id=u9><li>a<li>b</ul><h2 id=v8>Нұсқа 8</h2><p id=p8>19.02.2026</p></main><p id=q>“x”, 'y'</p>)html";

} // namespace

TEST_CASE("The element is the context node of XPath", "[html][select][xpath]") {
    const SelectedPage page(changes);
    CHECK(page.found("xpath://main/h2") == Found{"v9", "v8"});
    CHECK(page.found("xpath:concat('#', @id)", "v8") == Found{"#v8"});
    CHECK(page.found("xpath:.", "v8") == Found{"v8"});
    CHECK(page.found("xpath:following-sibling::p[1]", "v9") == Found{"p9"});
    CHECK(page.found("xpath:following-sibling::p[1]", "v8") == Found{"p8"});
    CHECK(page.found("xpath:..", "v8") == Found{"m"});
    CHECK(page.found("xpath://h2", "v8") == Found{"v9", "v8"});
    CHECK(page.found(" xpath: .//li \n", "m") == Found{"li", "li"});
    CHECK(page.found("xpath:text()", "q") == Found{"“x”, 'y'"});
    CHECK(page.found("xpath:normalize-space(..)", "p8").front().starts_with("Нұсқа 9"));
}

TEST_CASE("A number is told without an exponent", "[html][select][xpath]") {
    const SelectedPage page(changes);
    struct Case {
        const char* expression;
        const char* result;
    };
    const auto [expression, result] = GENERATE(values<Case>({
        {"xpath:1 div 3", "0.3333333333333333"},
        {"xpath:1000000 * 1000000 * 1000000", "1000000000000000000"},
        {"xpath:0.0000001", "0.0000001"},
        {"xpath:-0", "0"},
        {"xpath:'a' + 1", "NaN"},
        {"xpath:count(//li) = 2", "true"},
    }));
    CAPTURE(expression);
    CHECK(page.found(expression) == Found{result});
}

TEST_CASE("A doctype is no node of XPath, and no namespace of HTML is told", "[html][select][xpath]") {
    const SelectedPage page("<!DOCTYPE html><!-- a --><p id=p><svg id=s><rect id=r /></svg>");
    CHECK(page.found("xpath:count(/node())") == Found{"2"});
    CHECK(page.found("xpath:namespace-uri(//svg)") == Found{""});
    CHECK(page.found("xpath://svg/rect") == Found{"r"});
}

TEST_CASE("XPath that costs too much is stopped", "[html][select][xpath]") {
    std::string html;
    for (int i = 0; i < 20'000; ++i) html += "<p>a";
    const HtmlTree tree = build_html_tree(html);
    const char* expression =
        GENERATE("xpath://*[count(//*) > count(preceding::*)]", "xpath://*[//*[//*[following::b]]]",
                 "xpath://p[preceding::*/following::*/preceding::b]",
                 "xpath:concat(/,/,/,/,/,/,/,/,/,/,/,/,/,/,/,/,/,/,/,/,/,/,/,/,/,/,/,/,/,/,/,/,/,/)",
                 "xpath://p[preceding::p != following::p]");
    CAPTURE(expression);
    const auto selector = Selector::compile(expression);
    REQUIRE(selector);
    StepBudget budget(400'000);
    SelectorRun run(tree, budget);
    const Selection found = run.select(*selector);
    CHECK(budget.is_spent());
    CHECK(found.nodes.empty());
    CHECK_FALSE(found.value);
}

TEST_CASE("What is the same for every node is found once", "[html][select][xpath]") {
    std::string html;
    for (int i = 0; i < 20'000; ++i) html += "<p>a";
    const HtmlTree tree = build_html_tree(html);
    const auto selector = Selector::compile("xpath://p[count(//h1) = 0]");
    StepBudget budget(1'000'000);
    SelectorRun run(tree, budget);
    CHECK(run.select(*selector).nodes.size() == 20'000);
}
