#include "feeds/page/page_sources.hpp"

namespace arna {

bool PageSources::stands_apart(NodeId id, NameHints unless) const {
    constexpr NameHints others(NameHint::comments, NameHint::related, NameHint::cards, NameHint::navigation,
                               NameHint::sidebar);
    const HtmlTree& tree = page.tree();
    const NodeId first = article.parts.empty() ? no_node : article.parts.front();
    for (NodeId at = id; at != no_node && at != region; at = tree[at].parent) {
        const bool holds_article =
            (title != no_node && tree.is_within(title, at)) || (first != no_node && tree.is_within(first, at));
        const bool is_article = article.letters > 0 && page.amount(at).letters * 2 > article.letters &&
                                first != no_node && tree.is_within(at, first) && !rubbish.holds(at);
        if (holds_article || is_article) return false;
        if (page.hints(at).any(unless)) continue;
        const HtmlTag tag = tree[at].tag;
        if (tag == HtmlTag::nav || tag == HtmlTag::article || page.hints(at).any(others)) return true;
        if (tag != HtmlTag::aside && tag != HtmlTag::header && tag != HtmlTag::footer) continue;
        const NodeId around = page.ancestor(at, HtmlTag::article);
        const bool is_in_article = around != no_node && first != no_node && tree.is_within(first, around);
        if (!is_in_article) return true;
    }
    return false;
}

} // namespace arna
