#include "feeds/html/select/evaluation.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

/// What CSS asks of an element.
namespace arna {
namespace {

bool is_same(std::string_view a, std::string_view b, bool ignores_case) {
    return ignores_case ? equals_ignoring_case(a, b) : a == b;
}

bool has_word(std::string_view list, std::string_view word, bool ignores_case) {
    for (auto each = take_word(list); !each.empty(); each = take_word(list))
        if (is_same(each, word, ignores_case)) return true;
    return false;
}

bool holds(std::string_view text, std::string_view part, bool ignores_case) {
    if (!ignores_case) return text.contains(part);
    return !std::ranges::search(text, part, {}, ascii_lower, ascii_lower).empty();
}

/// Selectors 4 §6: of an empty value nothing begins, ends or is contained, and no word is.
bool is_match(AttributeTest test, std::string_view has, std::string_view wanted, bool ignores_case) {
    switch (test) {
    case AttributeTest::exists: return true;
    case AttributeTest::is: return is_same(has, wanted, ignores_case);
    case AttributeTest::is_not: return !is_same(has, wanted, ignores_case);
    case AttributeTest::has_word: return !wanted.empty() && has_word(has, wanted, ignores_case);
    case AttributeTest::has_language:
        return is_same(has.substr(0, wanted.size()), wanted, ignores_case) &&
               (has.size() == wanted.size() || has[wanted.size()] == '-');
    case AttributeTest::begins: return !wanted.empty() && is_same(has.substr(0, wanted.size()), wanted, ignores_case);
    case AttributeTest::ends:
        return !wanted.empty() && has.size() >= wanted.size() &&
               is_same(has.substr(has.size() - wanted.size()), wanted, ignores_case);
    case AttributeTest::contains: return !wanted.empty() && holds(has, wanted, ignores_case);
    }
    return false;
}

} // namespace

bool Evaluation::has_name(NodeId node, std::uint32_t name) const {
    const HtmlTag tag = tree_[node].tag;
    return tag != HtmlTag::none && (tag == names_[name].lower || tag == names_[name].written);
}

bool Evaluation::compares(const Expr& expr, NodeId node) {
    const bool ignores_case = expr.ignores_case || (expr.is_of_quirks && tree_.is_quirky());
    const auto found = attribute(node, expr.name);
    if (!found) return expr.test == AttributeTest::is_not;
    const std::string_view value = found->attribute(tree_).value;
    // Searching is quadratic at worst.
    const bool searches = expr.test == AttributeTest::contains;
    if (!budget_.spend_on_text(value.size() * (searches ? 1 + expr.text.size() / 64 : 1))) return false;
    if (expr.kind == ExprKind::has_class) return has_word(value, expr.text, ignores_case);
    return is_match(expr.test, value, expr.text, ignores_case);
}

bool Evaluation::has_rank(ExprId id, NodeId node) {
    const NthTest& nth = expr(id).nth;
    Ranks& ranks = ranks_[id];
    if (ranks.empty()) ranks.resize(tree_.size());
    std::uint32_t& rank = ranks[index_of(node)];
    if (rank == 0) rank_siblings(id, tree_[node].parent, ranks);
    if (rank == no_rank || rank == 0) return false;
    const std::int64_t distance = std::int64_t{rank} - nth.offset;
    return nth.step == 0 ? distance == 0 : distance % nth.step == 0 && distance / nth.step >= 0;
}

void Evaluation::rank_siblings(ExprId id, NodeId parent, Ranks& ranks) {
    const NthTest& nth = expr(id).nth;
    const NodeId HtmlNode::* link = nth.from_end ? &HtmlNode::previous : &HtmlNode::next;
    NodeId sibling = nth.from_end ? tree_[parent].last_child : tree_[parent].first_child;
    std::uint32_t count = 0;
    std::unordered_map<HtmlTag, std::uint32_t> by_type;
    for (; sibling != no_node && budget_.spend(); sibling = tree_[sibling].*link) {
        if (tree_[sibling].kind != NodeKind::element) continue;
        std::uint32_t& rank = ranks[index_of(sibling)];
        if (nth.among == Siblings::of_type)
            rank = ++by_type[tree_[sibling].tag];
        else if (nth.among == Siblings::all || test(expr(id).arguments[0], {.node = NodeRef(sibling)}))
            rank = ++count;
        else
            rank = no_rank;
    }
}

bool Evaluation::is_empty(NodeId node) {
    for (NodeId child = tree_[node].first_child; child != no_node && budget_.spend(); child = tree_[child].next)
        if (tree_[child].kind == NodeKind::element || !tree_[child].text.empty()) {
            if (tree_[child].kind != NodeKind::comment) return false;
        }
    return true;
}

bool Evaluation::contains(const std::string& wanted, NodeId node) {
    const std::string has = collapse_space(text(NodeRef(node)));
    return budget_.spend_on_text(has.size() * (1 + wanted.size() / 64)) && has.contains(wanted);
}

} // namespace arna
