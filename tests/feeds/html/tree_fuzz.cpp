// Whatever the bytes, the nodes of a tree stand in document order, their links agree, and the bounds hold.
#include "feeds/html/tree/tree.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

using namespace arna;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

void check(const HtmlTree& tree) {
    require(tree.size() <= HtmlTree::most_nodes + HtmlTree::most_depth);
    require(index_of(tree[HtmlTree::document()].end) == tree.size());
    require(tree.is(tree.root(), HtmlTag::html));
    std::vector<std::size_t> depths(tree.size());
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        const NodeId id{i};
        NodeId previous = no_node;
        std::uint32_t next = i + 1;
        for (const NodeId child : tree.children(id)) {
            require(index_of(child) == next && tree[child].parent == id && tree[child].previous == previous);
            depths[next] = depths[i] + 1;
            next = index_of(tree[child].end);
            previous = child;
        }
        require(tree[id].last_child == previous && index_of(tree[id].end) == next);
        require(depths[i] <= 2 * HtmlTree::most_depth);
        require((tree[id].kind == NodeKind::element) == !tree.name(id).empty());
        require(tree.attributes(id).size() <= 256 + 256);
        if (tree.is_element(id)) require(tree.tag(tree.name(id)) == tree[id].tag);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static constexpr std::string_view contexts[] = {"div", "td", "tr", "select", "template", "title", "table", "math"};
    const std::string_view html(reinterpret_cast<const char*>(data), size);
    check(build_html_tree(html));
    const HtmlNamespace space{static_cast<std::uint8_t>(size % 3)};
    check(build_html_fragment(html, contexts[size % 8], space));
    return 0;
}
