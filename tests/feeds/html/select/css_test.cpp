#include "selected.hpp"

using namespace arna;

namespace {

constexpr std::string_view cards = R"html(<!DOCTYPE html><body>
<div id=list class="cards wide">
 <article id=a1 class=card><h2 id=h1><a id=l1 href="/1" data-Kind=News>Бір <b>екі</b> үш</a></h2><p id=p1>x</p></article>
 <article id=a2 class="card big"><h2 id=h2><a id=l2 href="/2">Екінші</a></h2></article>
 <a id=a3 class=card href="/3"><h2 id=h3>Үшінші</h2></a>
</div>
<svg id=s><linearGradient id=g viewBox="0 0 1 1"></linearGradient></svg>)html";

} // namespace

TEST_CASE("A selector begun with a pseudo-element alone is of the element itself too", "[html][select][css]") {
    const SelectedPage page(cards);
    CHECK(page.found("a::attr(href)") == Found{"/1", "/2", "/3"});
    CHECK(page.found("a::attr(HREF)") == Found{"/1", "/2", "/3"});
    CHECK(page.found("::attr(href)", "a3") == Found{"/3"});
    CHECK(page.found("::attr(id)", "a2") == Found{"a2", "h2", "l2"});
    CHECK(page.found("a::text") == Found{"Бір ", " үш", "Екінші"});
    CHECK(page.found("h2 a::text, h2::text") == Found{"Бір ", " үш", "Екінші", "Үшінші"});
    CHECK(page.found("p, a::attr(href)") == Found{"/1", "p1", "/2", "/3"});
}

TEST_CASE("Within an element a selector finds what is in it, else the element", "[html][select][css]") {
    const SelectedPage page(cards);
    CHECK(page.found("a::attr(href)", "a1") == Found{"/1"});
    CHECK(page.found("a::attr(href)", "a3") == Found{"/3"});
    CHECK(page.found("h2", "a3") == Found{"h3"});
    CHECK(page.found("h2", "h2") == Found{"h2"});
    CHECK(page.found("p", "a2").empty());
    // As querySelectorAll, the beginning may lie outside.
    CHECK(page.found(".cards > .big h2", "a2") == Found{"h2"});
    CHECK(page.found(":scope > h2", "a2") == Found{"h2"});
    CHECK(page.found(":scope > a", "a2").empty());
}

TEST_CASE("A selector that begins with a combinator goes on from the element", "[html][select][css]") {
    const SelectedPage page(cards);
    CHECK(page.found("> h2", "a1") == Found{"h1"});
    CHECK(page.found("> a", "a1").empty());
    CHECK(page.found("+ article", "a1") == Found{"a2"});
    CHECK(page.found("~ *", "a1") == Found{"a2", "a3"});
    CHECK(page.found("~ .card h2 a::attr(href)", "a1") == Found{"/2"});
}

TEST_CASE("Names of HTML are told apart without case, those of SVG as they are written", "[html][select][css]") {
    const SelectedPage page(cards);
    CHECK(page.found("ARTICLE.card") == Found{"a1", "a2"});
    CHECK(page.found("lineargradient").empty());
    CHECK(page.found("linearGradient[viewBox]") == Found{"g"});
    CHECK(page.found("[data-kind=News]") == Found{"l1"});
    CHECK(page.found("[DATA-KIND=news i]") == Found{"l1"});
    CHECK(page.found("[data-kind!=News]", "a1") == Found{"h1", "b", "p1"});
    CHECK(page.found("xpath://ARTICLE/@ID") == Found{"a1", "a2"});
}

TEST_CASE("In quirks mode, and in no other, classes and ids are told apart without case", "[html][select][css]") {
    constexpr std::string_view body = "<div id=Main class='Card Big'>x</div>";
    const auto both = [](const SelectedPage& page, std::string_view selector) { return page.found(selector).size(); };
    const std::string standard = "<!DOCTYPE html>" + std::string(body);
    for (const std::string_view selector : {".card", ".BIG.card", "#main", "div#MAIN"}) {
        CAPTURE(selector);
        CHECK(both(SelectedPage(body), selector) == 1);
        CHECK(both(SelectedPage(standard), selector) == 0);
    }
    for (const std::string_view selector : {"[class~=card]", "[id=main]", ".car"}) {
        CAPTURE(selector);
        CHECK(both(SelectedPage(body), selector) == 0);
    }
}

TEST_CASE("Contains looks at the text with its white space collapsed", "[html][select][css]") {
    const SelectedPage page("<p id=a>Референдум\n   күні</p><p id=b>басқа (бар)</p>");
    CHECK(page.found("p:contains('Референдум күні')") == Found{"a"});
    CHECK(page.found("p:contains(Референдум  күні)") == Found{"a"});
    CHECK(page.found("p:contains(\"(бар)\")") == Found{"b"});
    CHECK(page.found("p:contains((бар))") == Found{"b"});
    CHECK(page.found("p:not(:contains(басқа))") == Found{"a"});
}

TEST_CASE("Escapes and comments are CSS's", "[html][select][css]") {
    const SelectedPage page("<p id=a class='1x a.b'></p><p id=b class='é' title='a\"b'></p>");
    CHECK(page.found(R"(.\31 x)") == Found{"a"});
    CHECK(page.found(R"(.\000031x)") == Found{"a"});
    CHECK(page.found(R"(.a\.b)") == Found{"a"});
    CHECK(page.found(R"(.\e9)") == Found{"b"});
    CHECK(page.found(R"([title="a\"b"])") == Found{"b"});
    CHECK(page.found(R"([title='a\
"b'])") == Found{"b"});
    CHECK(page.found("p/* first */.é") == Found{"b"});
}

TEST_CASE("A place among siblings may count those of a selector alone", "[html][select][css]") {
    const SelectedPage page("<ul><li id=a class=x><li id=b><li id=c class=x><li id=d class=x></ul>");
    CHECK(page.found("li:nth-child(2 of .x)") == Found{"c"});
    CHECK(page.found("li:nth-child(2n of .x)") == Found{"c"});
    CHECK(page.found(":nth-last-child(-n + 2 of .x)") == Found{"c", "d"});
    CHECK(page.found("li:nth-child(n+3)") == Found{"c", "d"});
    CHECK(page.found("li:nth-child(-2n+3)") == Found{"a", "c"});
    CHECK(page.found("li:nth-child(999999999n)").empty());
}

TEST_CASE("What costs too much is stopped, and says so", "[html][select][css]") {
    std::string html;
    for (int i = 0; i < 3000; ++i) html += "<p>";
    const HtmlTree tree = build_html_tree(html);
    const auto selector = Selector::compile("p ~ p ~ p ~ p ~ p ~ p > a");
    const auto dear = Selector::compile("p:not(a ~ p ~ p ~ p ~ p)").value();
    REQUIRE(selector);
    StepBudget budget(1'000'000);
    SelectorRun run(tree, budget);
    CHECK(run.select(*selector).nodes.empty());
    CHECK_FALSE(budget.is_spent());
    CHECK(run.select(dear).nodes.empty());
    CHECK(budget.is_spent());
    CHECK(run.select(*Selector::compile("p")).nodes.empty());
}
