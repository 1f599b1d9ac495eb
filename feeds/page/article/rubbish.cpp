#include "feeds/page/article/rubbish.hpp"

#include <algorithm>

namespace arna {

bool holds_quote(const PageView& page, NodeId id) {
    const HtmlTree& tree = page.tree();
    constexpr std::uint32_t most = 200; // nodes: an embedded post is small
    if (index_of(tree[id].end) - index_of(id) > most) return false;
    for (std::uint32_t i = index_of(id); i < index_of(tree[id].end); ++i) {
        if (tree.is(NodeId{i}, HtmlTag::blockquote) && page.amount(NodeId{i}).letters > 0) return true;
    }
    return false;
}

Rubbish::Rubbish(const PageView& page, NodeId title, bool by_names) : marks_(page.tree().size(), 0) {
    const HtmlTree& tree = page.tree();
    for (std::uint32_t i = 0; i < tree.size();) {
        const NodeId id{i};
        const bool is_candidate = tree[id].kind == NodeKind::element && page.is_shown(id);
        if (is_candidate && !is_rubbish(page, id, title, by_names)) {
            ++i;
            continue;
        }
        if (!is_candidate && page.is_shown(id)) {
            ++i;
            continue;
        }
        std::fill(marks_.begin() + i, marks_.begin() + index_of(tree[id].end), 1);
        i = index_of(tree[id].end);
    }
}

bool Rubbish::is_rubbish(const PageView& page, NodeId id, NodeId title, bool by_names) const {
    const HtmlTree& tree = page.tree();
    const bool has_title = title != no_node && tree.is_within(title, id);
    const auto all = page.amount(tree.root()).letters;
    const auto here = page.amount(id).letters;
    switch (tree[id].tag) {
    case HtmlTag::html:
    case HtmlTag::body:
    case HtmlTag::main_: return false;
    case HtmlTag::nav: return true;
    case HtmlTag::aside:
    case HtmlTag::footer: return !has_title && (here * 2 < all + 1 || page.amount(id).link_share() > 0.4);
    case HtmlTag::form: return !has_title && here * 3 < all + 1;
    case HtmlTag::header: {
        const bool in_article = page.ancestor(id, HtmlTag::article) != no_node;
        return !has_title && !in_article && page.amount(id).link_share() > 0.3;
    }
    case HtmlTag::dialog:
    case HtmlTag::menu: return true;
    default: break;
    }
    if (!by_names || has_title || !is_block_element(tree[id].tag)) return false;
    const auto hints = page.hints(id);
    if (hints.has(NameHint::share) && holds_quote(page, id)) return false; // an embedded post
    if (!hints.any(rubbish_names)) {
        const auto hidden_from_readers = tree.value(id, "aria-hidden") == "true" && tree[id].tag == HtmlTag::div;
        return hidden_from_readers && here < all / 4;
    }
    if (hints.has(NameHint::content) && !hints.any(NameHints(NameHint::related, NameHint::comments, NameHint::share)))
        return false;
    if (tree[id].tag == HtmlTag::article)
        return hints.any(NameHints(NameHint::related, NameHint::comments)) && here * 2 < all;
    // What is most of a page is no rubbish, whatever it is called; but comments may be.
    return hints.has(NameHint::comments) ? here * 10 < all * 9 : here * 5 < all * 2;
}

} // namespace arna
