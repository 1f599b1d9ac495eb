#include "feeds/page/article/article_finder.hpp"

#include "feeds/page/article/rubbish.hpp"

#include <algorithm>
#include <cmath>

namespace arna {
namespace {

constexpr std::uint32_t shortest_paragraph = 25;

/// The block that a text stands in.
NodeId block_of(const HtmlTree& tree, NodeId text) {
    NodeId at = tree[text].parent;
    while (at != no_node && !is_block_element(tree[at].tag) && tree[at].parent != no_node) at = tree[at].parent;
    return at;
}

bool is_paragraph_like(HtmlTag tag) {
    return tag == HtmlTag::p || tag == HtmlTag::pre || tag == HtmlTag::li || tag == HtmlTag::blockquote ||
           tag == HtmlTag::dd;
}

class Finder {
public:
    Finder(const PageView& page, const FinderHints& hints, bool by_names)
        : page_(page),
          tree_(page.tree()),
          hints_(hints),
          rubbish_(page, hints.title, by_names),
          own_(tree_.size()),
          score_(tree_.size(), 0),
          good_(tree_.size() + 1, 0) {}

    FoundArticle find() {
        measure_paragraphs();
        score_blocks();
        sum_paragraphs();
        NodeId best = best_block();
        if (best == no_node) return {};
        best = whole_of(best);
        FoundArticle found;
        found.parts = grown(best);
        add_lead(found.parts);
        for (const NodeId part : found.parts) found.letters += good(part);
        return found;
    }

private:
    struct Own {
        std::uint32_t letters = 0, link_letters = 0, commas = 0;
        bool has_blocks = false;
    };

    /// What each block says itself, outside of the blocks in it.
    void measure_paragraphs() {
        for (std::uint32_t i = 0; i < tree_.size(); ++i) {
            const NodeId id{i};
            const HtmlNode& node = tree_[id];
            if (rubbish_.holds(id) || !page_.is_shown(id)) continue;
            if (node.kind == NodeKind::text) {
                const auto amount = page_.amount_between(id, node.end);
                if (amount.letters == 0) continue;
                const NodeId block = block_of(tree_, id);
                if (block == no_node) continue;
                Own& own = own_[index_of(block)];
                own.letters += amount.letters;
                own.link_letters += amount.link_letters;
                own.commas += amount.commas;
            } else if (node.kind == NodeKind::element && is_block_element(node.tag) && node.parent != no_node) {
                own_[index_of(node.parent)].has_blocks = true;
            }
        }
    }

    [[nodiscard]] bool is_good(std::uint32_t i) const {
        const Own& own = own_[i];
        const HtmlTag tag = tree_[NodeId{i}].tag;
        return own.letters >= shortest_paragraph && own.link_letters * 2 < own.letters && !is_heading(tag) &&
               tag != HtmlTag::figcaption && tag != HtmlTag::address && tag != HtmlTag::caption &&
               tag != HtmlTag::label && tag != HtmlTag::legend;
    }

    void score_blocks() {
        for (std::uint32_t i = 0; i < tree_.size(); ++i) {
            if (!is_good(i)) continue;
            const NodeId id{i};
            const Own& own = own_[i];
            const double length = std::min(3.0, own.letters / 100.0) +
                                  (own.letters > 600 ? std::min(20.0, (own.letters - 600) / 300.0) : 0);
            double points = 1 + std::min(20.0, double(own.commas)) + length;
            points *= 1 - double(own.link_letters) / own.letters;
            if (tree_[id].tag == HtmlTag::li) points *= 0.6;
            if (tree_[id].tag == HtmlTag::td || tree_[id].tag == HtmlTag::dd) points *= 0.8;
            const bool is_container =
                own.has_blocks || !(is_paragraph_like(tree_[id].tag) || tree_[id].tag == HtmlTag::div);
            NodeId at = is_container ? id : tree_[id].parent;
            double share = 1;
            for (int level = 0; level < 5 && at != no_node && tree_[at].kind == NodeKind::element;
                 ++level, at = tree_[at].parent) {
                score_[index_of(at)] += points * share;
                share = level == 0 ? 0.5 : 1.0 / (3.0 * (level + 1));
            }
        }
    }

    /// Letters of good paragraphs before each node.
    void sum_paragraphs() {
        std::uint32_t sum = 0;
        for (std::uint32_t i = 0; i < tree_.size(); ++i) {
            good_[i] = sum;
            if (is_good(i)) sum += own_[i].letters - own_[i].link_letters;
        }
        good_[tree_.size()] = sum;
    }

    [[nodiscard]] std::uint32_t good(NodeId id) const { return good_[index_of(tree_[id].end)] - good_[index_of(id)]; }

    [[nodiscard]] double weight_of(NodeId id) const {
        const auto hints = page_.hints(id);
        double weight = 1 - page_.amount(id).link_share();
        if (hints.has(NameHint::content)) weight *= 1.4;
        if (hints.has(NameHint::cards)) weight *= 0.7;
        if (hints.any(rubbish_names) && !hints.has(NameHint::content)) weight *= 0.6;
        if (hints.any(NameHints(NameHint::comments, NameHint::related, NameHint::sidebar))) weight *= 0.5;
        switch (tree_[id].tag) {
        case HtmlTag::article:
        case HtmlTag::main_: weight *= 1.25; break;
        case HtmlTag::ul:
        case HtmlTag::ol:
        case HtmlTag::dl: weight *= 0.6; break;
        case HtmlTag::blockquote: weight *= 0.7; break;
        case HtmlTag::form:
        case HtmlTag::address: weight *= 0.5; break;
        default: break;
        }
        if (hints_.body != no_node && id == hints_.body) weight *= 3;
        if (hints_.title != no_node && hints_.title < id) weight *= 1.15; // behind the title, not before it
        return weight;
    }

    [[nodiscard]] NodeId best_block() const {
        NodeId best = no_node;
        double most = 0;
        for (std::uint32_t i = 0; i < tree_.size(); ++i) {
            if (score_[i] <= 0 || rubbish_.holds(NodeId{i})) continue;
            const double weighed = score_[i] * weight_of(NodeId{i});
            if (weighed > most) {
                most = weighed;
                best = NodeId{i};
            }
        }
        return best;
    }

    /// The block that holds the whole article of which `id` is the best part: an ancestor where as much again reads
    /// well.
    [[nodiscard]] NodeId whole_of(NodeId id) const {
        NodeId whole = id;
        for (NodeId at = tree_[id].parent; at != no_node; at = tree_[at].parent) {
            const HtmlTag tag = tree_[at].tag;
            if (tag == HtmlTag::body || tag == HtmlTag::html || tree_[at].kind != NodeKind::element) break;
            const bool leaves_body = hints_.body != no_node && !tree_.is_within(at, hints_.body) &&
                                     tree_.is_within(whole, hints_.body) && good(hints_.body) * 2 > good(at);
            const double share = page_.amount(at).link_share();
            const bool leaves_article =
                tree_[whole].tag == HtmlTag::article && hints_.title != no_node && tree_.is_within(hints_.title, whole);
            if (leaves_body || leaves_article || share > 0.35) break;
            const double more = double(good(at)) - double(good(whole));
            const bool is_article = tag == HtmlTag::article || page_.hints(at).has(NameHint::content);
            const double enough = is_article ? 0.08 : share < 0.2 ? 0.1 : 0.35; // as a share of what was found
            if (more > enough * good(whole)) whole = at;
        }
        return whole;
    }

    /// The best block with those of its siblings, and of its ancestors', that read the same.
    [[nodiscard]] std::vector<NodeId> grown(NodeId best) const {
        std::vector<NodeId> parts{best};
        const std::uint32_t base = good(best);
        NodeId at = best;
        constexpr int most_levels = 4;
        for (int level = 0; level < most_levels && at != no_node; ++level) {
            const NodeId parent = tree_[at].parent;
            if (parent == no_node || tree_[at].tag == HtmlTag::body || tree_[at].tag == HtmlTag::article) break;
            for (const NodeId sibling : tree_.children(parent)) {
                if (sibling == at || tree_[sibling].kind != NodeKind::element || rubbish_.holds(sibling) ||
                    !page_.is_shown(sibling))
                    continue;
                if (reads_the_same(best, sibling, base, level)) parts.push_back(sibling);
            }
            at = parent;
            if (tree_[at].tag == HtmlTag::body) break;
        }
        std::ranges::sort(parts);
        constexpr std::size_t most_parts = 1000;
        if (parts.size() > most_parts) parts.resize(most_parts);
        return parts;
    }

    /// A lead that stands between the title and the text, in a block of its own: one that is called so, else a
    /// paragraph
    /// close to the title.
    void add_lead(std::vector<NodeId>& parts) const {
        const NodeId first = parts.front();
        if (hints_.title == no_node || hints_.title > first) return;
        const std::uint32_t begin = index_of(tree_[hints_.title].end);
        NodeId paragraph = no_node;
        for (std::uint32_t i = begin; i < index_of(first); ++i) {
            const NodeId id{i};
            if (!may_be_lead(id, first)) continue;
            const auto hints = page_.hints(id);
            const bool is_called =
                hints.has(NameHint::lead) || (hints.has(NameHint::cards) && page_.amount(id).links < 2);
            if (is_called) {
                parts.insert(parts.begin(), id);
                return;
            }
            constexpr std::uint32_t close = 300; // letters
            const bool is_close = page_.amount_between(tree_[hints_.title].end, id).letters < close;
            if (paragraph == no_node && tree_[id].tag == HtmlTag::p && is_close && page_.amount(id).letters > 80)
                paragraph = id;
        }
        if (paragraph != no_node) parts.insert(parts.begin(), paragraph);
    }

    [[nodiscard]] bool may_be_lead(NodeId id, NodeId first) const {
        constexpr std::uint32_t shortest = 40;
        constexpr std::uint32_t longest = 1200;
        const bool is_block = tree_[id].kind == NodeKind::element && is_block_element(tree_[id].tag);
        if (!is_block || tree_.is_within(first, id) || rubbish_.holds(id) || !page_.is_shown(id)) return false;
        const auto amount = page_.amount(id);
        const auto hints = page_.hints(id);
        return amount.letters >= shortest && amount.letters <= longest && amount.link_share() < 0.3 &&
               tree_[id].tag != HtmlTag::figcaption &&
               !hints.any(
                   NameHints(NameHint::meta, NameHint::caption, NameHint::related, NameHint::author, NameHint::date));
    }

    [[nodiscard]] bool reads_the_same(NodeId best, NodeId sibling, std::uint32_t base, int level) const {
        const auto amount = page_.amount(sibling);
        const auto hints = page_.hints(sibling);
        if (hints.any(NameHints(NameHint::cards, NameHint::biography, NameHint::comments, NameHint::related)) ||
            tree_[sibling].tag == HtmlTag::table)
            return false;
        if (amount.letters < shortest_paragraph || amount.link_share() > 0.25) return false;
        if (sibling > best && hints.any(NameHints(NameHint::author, NameHint::labels, NameHint::meta, NameHint::share)))
            return false;
        const bool is_paragraph = tree_[sibling].tag == HtmlTag::p;
        const bool same_kind =
            tree_[sibling].tag == tree_[best].tag && tree_.value(sibling, "class") == tree_.value(best, "class");
        if (same_kind && (tree_[best].tag == HtmlTag::article || is_post(sibling)))
            return false; // an article of its own
        if (same_kind && !tree_.value(best, "class").empty() && good(sibling) > 60) return true;
        if (hints.has(NameHint::content) && good(sibling) > base / 10) return true;
        if (level > 0) return false;
        if (is_paragraph) return amount.letters > 80 || good(sibling) > 40;
        if (sibling < best) return false; // the lead is looked for by its own rule
        return good(sibling) > std::max<std::uint32_t>(base / 5, 140);
    }

    /// Whether a block begins with a heading that leads elsewhere, as posts of a blog do.
    [[nodiscard]] bool is_post(NodeId id) const {
        for (std::uint32_t i = index_of(id); i < index_of(tree_[id].end); ++i) {
            const NodeId at{i};
            if (is_heading(tree_[at].tag)) return page_.amount(at).link_share() > 0.8;
            if (tree_[at].tag == HtmlTag::p) return false;
        }
        return false;
    }

    const PageView& page_;
    const HtmlTree& tree_;
    const FinderHints& hints_;
    Rubbish rubbish_;
    std::vector<Own> own_;
    std::vector<double> score_;
    std::vector<std::uint32_t> good_;
};

} // namespace

FoundArticle find_article(const PageView& page, const FinderHints& hints) {
    constexpr std::uint32_t enough = 250;
    auto found = Finder(page, hints, true).find();
    if (found.letters >= enough) return found;
    auto again = Finder(page, hints, false).find();
    return again.letters > 2 * found.letters ? again : found;
}

} // namespace arna
