// The tree of a hostile page costs no more than that of an ordinary one, besides a constant: what the standard's
// algorithms
// search and move grows with the page, not with its square.
#include "feeds/html/tree/tree.hpp"

#include "tests/hostile/judge.hpp"
#include "tests/hostile/markup_shapes.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <string_view>
#include <vector>

namespace arna::hostile {
namespace {

void build(std::string_view page) { static_cast<void>(build_html_tree(page).size()); }

/// What is in reach of the tags that a piece repeats.
std::vector<Place> tree_places() {
    return {
        {"alone", "", ""},
        {"deep in blocks", repeated("<div>", 500), ""},
        {"deep in inlines", repeated("<span>", 500), ""},
        {"deep in formatting", repeated("<b x=~><i x=~>", 240), ""},
        {"deep in both", repeated("<b x=~><div>", 240), ""},
        {"deep in unlisted", repeated("<x-~>", 500), ""},
        {"deep in SVG", "<svg>" + repeated("<g>", 500), ""},
        {"deep in tables", repeated("<table><tr><td>", 120), ""},
        {"deep in lists", repeated("<ul><li>", 240), ""},
        {"deep in templates", repeated("<template>", 500), ""},
        {"in a table", "<table>", ""},
        {"in a row", "<table><tr>", ""},
        {"in a select", "<select>", ""},
        {"in an object in a cell", "<table><tr><td><object>", ""},
        {"in a frameset", "<frameset>", ""},
        {"after the body", "<p>a</body></html>", ""},
    };
}

std::vector<std::string> tree_pieces() {
    return {"<b>",
            "</b>",
            "<b x=~>",
            "<b x=~></b>",
            "<b x=~>a</p>",
            "<p>a",
            "<p><b x=~>",
            "<a>",
            "<a><div>",
            "<a><table>",
            "<a x=~><p>a</a>",
            "</a>",
            "</p>",
            "</x-0>",
            "</q>",
            "</div>",
            "</span>",
            "</table>",
            "</li>",
            "<li>",
            "<dd>",
            "a</x>",
            "&amp;</x>",
            "a<x-~>",
            "<table>a",
            "<table><tr>a",
            "<table><a>b",
            "<tr>",
            "<td>",
            "<td><object></td>",
            "<td><b></td>",
            "<tr><td>a</td>b",
            "<select>",
            "<option>",
            "<input>",
            "<nobr>",
            "<button>",
            "<form></form>",
            "<h1>",
            "</h1>",
            "<ruby><rt>",
            "<svg>",
            "</svg>",
            "<svg></p>",
            "<math><mi>",
            "</g>",
            "</foreignobject>",
            "<template></template>",
            "</template>",
            "<body x=~>",
            "<html x=~>",
            "<head>",
            "</body>",
            "</html>a",
            "<frameset>",
            "<frame>",
            "<!---->",
            "<title>a</title>",
            "<script></script>",
            "<pre>\n",
            "<p a~ b~ c~ d~ a~ b~>",
            "<image>",
            "</br>",
            "<plaintext>",
            "<textarea>",
            "<b><p></b>",
            "<i><b><p></i>",
            "<b><i><u><s><p></b>",
            "<applet>",
            "</applet>",
            "<caption>",
            "<col>"};
}

} // namespace

TEST_CASE("the tree of hostile markup costs no more than that of ordinary articles", "[hostile][html]") {
    auto shapes = in_places(tree_pieces(), tree_places());
    // A piece that opens everything again makes as many nodes as there may be, from few bytes.
    const Bounds bounds{.time = 60, .memory = 400};
    const auto found = excesses("tree", build, ordinary_markup(), sample(std::move(shapes), 13), bounds);
    CHECK(fmt::format("{}", fmt::join(found, "\n")) == "");
    const auto others = excesses("tree", build, ordinary_markup(), sample(html_shapes(), 37), bounds);
    CHECK(fmt::format("{}", fmt::join(others, "\n")) == "");
}

} // namespace arna::hostile
