#include "feeds/html/tree/tree.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace arna;
using namespace std::literals;

namespace {

std::string repeated(std::string_view text, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += text;
    return out;
}

/// How deep the deepest node lies.
std::size_t depth_of(const HtmlTree& tree) {
    std::size_t deepest = 0;
    std::vector<std::size_t> depths(tree.size());
    for (std::size_t i = 1; i < tree.size(); ++i) {
        depths[i] = depths[index_of(tree.nodes()[i].parent)] + 1;
        deepest = std::max(deepest, depths[i]);
    }
    return deepest;
}

} // namespace

TEST_CASE("A tree has html, head and body, whatever the page says", "[html][tree]") {
    const HtmlTree tree = build_html_tree("<title>A &amp; B</title><body class='x  wide'><p ID=a>Text<p>more");
    REQUIRE(tree.body() != no_node);
    CHECK(tree.text(tree.head()) == "A & B");
    CHECK(tree.has_class(tree.body(), "wide"));
    CHECK(tree.has_class(tree.body(), "x"));
    CHECK_FALSE(tree.has_class(tree.body(), "wid"));
    CHECK_FALSE(tree.has_class(tree.body(), ""));
    const NodeId p = tree[tree.body()].first_child;
    REQUIRE(tree.is(p, HtmlTag::p));
    CHECK(tree.value(p, "id") == "a");
    CHECK(tree.name(p) == "p");
    CHECK_FALSE(tree.attribute(p, "class"));
    CHECK(tree.text(tree.root()) == "A & BTextmore");
}

TEST_CASE("Names that are not listed have tags of their own", "[html][tree]") {
    const HtmlTree tree = build_html_tree("<body><x-card><Y></Y></x-card><x-card>");
    const NodeId card = tree[tree.body()].first_child;
    CHECK(tree.name(card) == "x-card");
    CHECK(tree.tag("x-card") == tree[card].tag);
    CHECK(tree[tree[card].next].tag == tree[card].tag);
    CHECK(tree.name(tree[card].first_child) == "y");
    CHECK(tree.tag("z") == HtmlTag::none);
    CHECK(tree.tag("div") == HtmlTag::div);
}

TEST_CASE("Names of tags that do nothing are not kept", "[html][tree]") {
    const HtmlTree tree = build_html_tree("<frameset><frame><x-card></frameset><y-card></html><z-card>");
    CHECK(tree.tag("x-card") == HtmlTag::none);
    CHECK(tree.tag("y-card") == HtmlTag::none);
    CHECK(tree.tag("z-card") == HtmlTag::none);
}

TEST_CASE("Every listed name has its tag", "[html][tree]") {
    for (std::uint32_t i = 1; i < static_cast<std::uint32_t>(HtmlTag::first_unlisted); ++i) {
        const HtmlTag tag{i};
        CAPTURE(listed_tag_name(tag));
        CHECK(listed_tag(listed_tag_name(tag)) == tag);
    }
    CHECK(listed_tag("DIV") == HtmlTag::div);
    CHECK(listed_tag("") == HtmlTag::none);
    CHECK(listed_tag_name(HtmlTag::none).empty());
}

TEST_CASE("Nodes are numbered in document order, also where markup moves", "[html][tree]") {
    const auto* const html = GENERATE("<p>a<table>b<tr>c<td>d</table>e", "<a><p>a<a>b</a></p>c",
                                      "<p>x<frameset><frame>", "<b><div><i><p>a</b>b</i>c",
                                      "a</body><!-- b -->c</html><!-- d -->e", "<head></head><!-- a --><meta><p>b");
    CAPTURE(html);
    const HtmlTree tree = build_html_tree(html);
    CHECK(index_of(tree[HtmlTree::document()].end) == tree.size());
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        const HtmlNode& node = tree.nodes()[i];
        std::uint32_t next = i + 1;
        NodeId previous = no_node;
        for (const NodeId child : tree.children(NodeId{i})) {
            CHECK(index_of(child) == next);
            CHECK(tree[child].parent == NodeId{i});
            CHECK(tree[child].previous == previous);
            CHECK(tree.is_within(child, NodeId{i}));
            next = index_of(tree[child].end);
            previous = child;
        }
        CHECK(node.last_child == previous);
        CHECK(index_of(node.end) == next);
    }
}

TEST_CASE("Line ends and U+0000 are read as the standard says", "[html][tree]") {
    const HtmlTree tree = build_html_tree("<body>a\r\nb\rc\0d<p \0='\0\r\n'><script>\0\r</script><!--\0-->"sv);
    CHECK(tree.text(tree[tree.body()].first_child) == "a\nb\ncd");
    const NodeId p = tree[tree[tree.body()].first_child].next;
    CHECK(tree.value(p, "\uFFFD") == "\uFFFD\n");
    const NodeId script = tree[p].first_child;
    CHECK(tree.text(script) == "\uFFFD\n");
    CHECK(tree[tree[script].next].text == "\uFFFD");
}

TEST_CASE("Text that tags without effect cut is one node", "[html][tree]") {
    const std::string html = "<body>" + repeated("a&amp;</x>b</x>", 1000);
    const HtmlTree tree = build_html_tree(html);
    REQUIRE(tree[tree.body()].first_child == tree[tree.body()].last_child);
    CHECK(tree.text(tree.body()) == repeated("a&b", 1000));
}

TEST_CASE("A tree ends at its bounds", "[html][tree]") {
    SECTION("depth") {
        const std::string html = repeated("<div>", 2000) + "a" + repeated("</div>", 2000) + "<p>b";
        const HtmlTree tree = build_html_tree(html);
        CHECK(tree.cuts().depth);
        CHECK(depth_of(tree) <= HtmlTree::most_depth);
        const NodeId p = tree[tree.body()].last_child;
        REQUIRE(tree.is(p, HtmlTag::p)); // what follows stands where it would
        CHECK(tree.text(p) == "b");
        CHECK(tree.text(tree.body()) == "ab");
    }
    SECTION("nodes") {
        const std::string html = repeated("<p>x", HtmlTree::most_nodes);
        const HtmlTree tree = build_html_tree(html);
        CHECK(tree.cuts().nodes);
        CHECK(tree.size() <= HtmlTree::most_nodes + HtmlTree::most_depth);
        CHECK(tree.size() >= HtmlTree::most_nodes);
    }
    SECTION("attributes") {
        std::string html = "<p";
        for (int i = 0; i < 300; ++i) html += " a" + std::to_string(i);
        html += ">";
        const HtmlTree tree = build_html_tree(html);
        CHECK(tree.cuts().attributes);
        CHECK(tree.attributes(tree[tree.body()].first_child).size() == 256);
    }
    SECTION("none") {
        const HtmlTree tree = build_html_tree("<p a b c>x<b>y");
        CHECK_FALSE((tree.cuts().depth || tree.cuts().nodes || tree.cuts().attributes));
    }
}

TEST_CASE("Of many attributes of one name the first counts", "[html][tree]") {
    std::string html = "<p";
    for (int i = 0; i < 200; ++i) html += " a" + std::to_string(i % 50) + "=" + std::to_string(i);
    html += ">";
    const HtmlTree tree = build_html_tree(html);
    const NodeId p = tree[tree.body()].first_child;
    REQUIRE(tree.attributes(p).size() == 50);
    CHECK(tree.value(p, "a0") == "0");
    CHECK(tree.attributes(p).back().value == "49");
}

TEST_CASE("A tree says what memory it holds", "[html][tree]") {
    const std::string html = repeated("<p class=a>b &amp; c</p>", 10'000);
    const HtmlTree tree = build_html_tree(html);
    CHECK(tree.memory() >= tree.size() * sizeof(HtmlNode));
    CHECK(tree.memory() <= html_tree_memory(html.size()));
}
