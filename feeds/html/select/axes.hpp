#pragma once
#include "feeds/html/select/node_ref.hpp"
#include "feeds/html/select/program.hpp"
#include "feeds/html/select/step_budget.hpp"

#include <algorithm>
#include <ranges>
#include <unordered_set>

namespace arna {

/// Calls `visit(NodeRef)` for the nodes on an axis, from the node outwards, until it gives false or the budget is
/// spent:
/// no then. Each node costs a step, also the ones that are only passed.
template <class Visit>
bool visit_axis(const HtmlTree& tree, StepBudget& budget, Axis axis, NodeRef from, Visit visit) {
    const NodeId node = from.node();
    const HtmlNode& links = tree[node];
    const auto visit_one = [&](NodeId id) {
        if (!budget.spend()) return false;
        return tree[id].kind == NodeKind::doctype || visit(NodeRef(id)); // XPath knows no doctypes
    };
    const auto visit_range = [&](std::uint32_t begin, std::uint32_t end) {
        for (std::uint32_t i = begin; i < end; ++i)
            if (!visit_one(NodeId{i})) return false;
        return true;
    };
    const auto visit_chain = [&](NodeId id, NodeId HtmlNode::* link) {
        for (; id != no_node; id = tree[id].*link)
            if (!visit_one(id)) return false;
        return true;
    };
    const auto visit_element = [&](NodeId id, NodeId HtmlNode::* link) {
        for (; id != no_node; id = tree[id].*link) {
            if (!budget.spend()) return false;
            if (tree[id].kind == NodeKind::element) return visit(NodeRef(id));
        }
        return true;
    };
    if (from.is_attribute()) { // it has an owner, and neither children nor siblings
        switch (axis) {
        case Axis::self:
        case Axis::descendant_or_self: return visit(from);
        case Axis::ancestor_or_self: return visit(from) && visit_chain(node, &HtmlNode::parent);
        case Axis::ancestor: return visit_chain(node, &HtmlNode::parent);
        case Axis::parent: return visit_one(node);
        case Axis::following: return visit_range(index_of(node) + 1, static_cast<std::uint32_t>(tree.size()));
        case Axis::preceding: break;
        default: return true;
        }
    }
    switch (axis) {
    case Axis::self: return visit_one(node);
    case Axis::child: return visit_chain(links.first_child, &HtmlNode::next);
    case Axis::parent: return links.parent == no_node || visit_one(links.parent);
    case Axis::descendant: return visit_range(index_of(node) + 1, index_of(links.end));
    case Axis::descendant_or_self: return visit_range(index_of(node), index_of(links.end));
    case Axis::ancestor: return visit_chain(links.parent, &HtmlNode::parent);
    case Axis::ancestor_or_self: return visit_chain(node, &HtmlNode::parent);
    case Axis::following: return visit_range(index_of(links.end), static_cast<std::uint32_t>(tree.size()));
    case Axis::following_sibling: return visit_chain(links.next, &HtmlNode::next);
    case Axis::preceding_sibling: return visit_chain(links.previous, &HtmlNode::previous);
    case Axis::next_element: return visit_element(links.next, &HtmlNode::next);
    case Axis::previous_element: return visit_element(links.previous, &HtmlNode::previous);
    case Axis::preceding:
        for (std::uint32_t i = index_of(node); i-- > 0;) {
            if (tree.is_within(node, NodeId{i})) {
                if (!budget.spend()) return false;
            } else if (!visit_one(NodeId{i})) {
                return false;
            }
        }
        return true;
    case Axis::attribute:
        for (std::uint32_t i = 0; i < links.attribute_count; ++i)
            if (!budget.spend() || !visit(NodeRef(node, i))) return false;
        return true;
    }
    return true;
}

/// The nodes on an axis of any node of a set, for which `accept` holds: linear in what the axes hold together, however
/// the nodes of the set lie within each other.
template <class Accept>
NodeSet nodes_on_axis(const HtmlTree& tree, StepBudget& budget, Axis axis, const NodeSet& set, Accept accept) {
    NodeSet found;
    const auto keep = [&](NodeRef node) {
        if (accept(node)) found.push_back(node);
        return true;
    };
    const auto visit = [&](NodeRef from) { visit_axis(tree, budget, axis, from, keep); };
    const auto keep_range = [&](std::uint32_t begin, std::uint32_t end) {
        for (; begin < end && budget.spend(); ++begin)
            if (tree[NodeId{begin}].kind != NodeKind::doctype) keep(NodeRef(NodeId{begin}));
    };
    switch (axis) {
    case Axis::descendant:
    case Axis::descendant_or_self: {
        std::uint32_t next = 0; // what is before it was visited
        for (const NodeRef from : set) {
            if (from.is_attribute()) {
                visit(from);
                continue;
            }
            const std::uint32_t begin = index_of(from.node()) + (axis == Axis::descendant ? 1 : 0);
            keep_range(std::max(next, begin), index_of(tree[from.node()].end));
            next = std::max(next, index_of(tree[from.node()].end));
        }
        break;
    }
    case Axis::ancestor:
    case Axis::ancestor_or_self: {
        NodeId previous = no_node;
        for (const NodeRef from : set) {
            visit_axis(tree, budget, axis, from, [&](NodeRef node) {
                const bool is_known = previous != no_node && node.node() != previous && !node.is_attribute() &&
                                      tree.is_within(previous, node.node());
                return !is_known && keep(node);
            });
            previous = from.node();
        }
        break;
    }
    case Axis::following: {
        auto begin = static_cast<std::uint32_t>(tree.size());
        for (const NodeRef from : set)
            begin = std::min(begin, from.is_attribute() ? index_of(from.node()) + 1 : index_of(tree[from.node()].end));
        keep_range(begin, static_cast<std::uint32_t>(tree.size()));
        break;
    }
    case Axis::preceding:
        if (!set.empty()) visit(set.back());
        break;
    case Axis::following_sibling:
    case Axis::preceding_sibling: { // of siblings the outermost has all that the others have
        std::unordered_set<std::uint32_t> parents;
        const auto visit_first = [&](NodeRef from) {
            if (!from.is_attribute() && parents.insert(index_of(tree[from.node()].parent)).second) visit(from);
        };
        if (axis == Axis::following_sibling)
            std::ranges::for_each(set, visit_first);
        else
            std::ranges::for_each(std::views::reverse(set), visit_first);
        break;
    }
    default: std::ranges::for_each(set, visit);
    }
    if (!std::ranges::is_sorted(found)) std::ranges::sort(found);
    const auto repeated = std::ranges::unique(found);
    found.erase(repeated.begin(), repeated.end());
    return found;
}

} // namespace arna
