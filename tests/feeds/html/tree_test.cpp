#include "feeds/html/tree/tree.hpp"

#include <catch2/catch.hpp>

using namespace arna;

TEST_CASE("a tree has html, head and body, whatever the page says", "[html][tree]") {
    const HtmlTree tree = build_html_tree("<title>A &amp; B</title><body class='x  wide'><p ID=a>Text<p>more");
    REQUIRE(tree.body() != no_node);
    CHECK(tree.text(tree.head()) == "A & B");
    CHECK(tree.has_class(tree.body(), "wide"));
    CHECK_FALSE(tree.has_class(tree.body(), "wid"));
    const NodeId p = tree[tree.body()].first_child;
    REQUIRE(tree.is(p, HtmlTag::p));
    CHECK(tree.value(p, "id") == "a");
    CHECK(tree.name(p) == "p");
}
