#include "feeds/page/article/article_place.hpp"

#include <algorithm>

namespace arna {

NodeId region_of(const PageView& page, NodeId title, const FoundArticle& article) {
    const HtmlTree& tree = page.tree();
    const NodeId body = tree.body() == no_node ? tree.root() : tree.body();
    if (article.parts.empty()) return body;
    NodeId at = article.parts.front();
    const auto holds_all = [&](NodeId id) {
        return (title == no_node || tree.is_within(title, id)) &&
               std::ranges::all_of(article.parts, [&](NodeId part) { return tree.is_within(part, id); });
    };
    while (at != no_node && at != body && !holds_all(at)) at = tree[at].parent;
    if (at == no_node) return body;
    // Date, author and labels often stand beside the box of title and text: as far as little text comes with them.
    const auto inside = page.amount(at).letters;
    while (at != body && tree[at].parent != no_node) {
        const NodeId parent = tree[at].parent;
        const HtmlTag tag = tree[at].tag;
        if (tag == HtmlTag::article || tag == HtmlTag::main_) break;
        const auto around = page.amount(parent).letters;
        const bool is_entry = tree[parent].tag == HtmlTag::article || tree.has_class(parent, "hentry") ||
                              tree.has_class(parent, "h-entry");
        if (around - inside > 300 + (is_entry ? inside * 2 : inside / 5)) break;
        at = parent;
    }
    return at;
}

NodeId heading_before(const PageView& page, const FoundArticle& article) {
    const HtmlTree& tree = page.tree();
    if (article.parts.empty()) return no_node;
    constexpr std::uint32_t near = 120; // nodes, and letters between
    const std::uint32_t first = index_of(article.parts.front());
    const auto is_heading = [&](std::uint32_t i) {
        const HtmlTag tag = tree[NodeId{i}].tag;
        return tag >= HtmlTag::h1 && tag <= HtmlTag::h3 && page.is_shown(NodeId{i}) &&
               page.amount(NodeId{i}).letters >= 10;
    };
    for (std::uint32_t i = first; i < std::min<std::uint32_t>(first + near, index_of(tree[article.parts.front()].end));
         ++i) {
        if (is_heading(i) && page.amount_between(NodeId{first}, NodeId{i}).letters == 0) return NodeId{i};
    }
    for (std::uint32_t i = first; i > 0 && i + near > first; --i) {
        if (is_heading(i) &&
            page.amount_between(tree[NodeId{i}].end, std::max(tree[NodeId{i}].end, NodeId{first})).letters < near)
            return NodeId{i};
    }
    return no_node;
}

} // namespace arna
