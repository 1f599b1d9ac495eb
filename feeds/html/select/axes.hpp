#pragma once
#include "feeds/html/select/node_ref.hpp"
#include "feeds/html/select/program.hpp"
#include "feeds/html/select/step_budget.hpp"

#include <algorithm>
#include <cstdint>
#include <ranges>
#include <unordered_set>
#include <utility>

namespace arna {

/// Visits the nodes on an axis from one node, for visit_axis().
template <class Visit>
class AxisWalk {
public:
    AxisWalk(const HtmlTree& tree, StepBudget& budget, Visit& visit) : tree_(tree), budget_(budget), visit_(visit) {}

    bool from_attribute(Axis axis, NodeRef from) { // it has an owner, and neither children nor siblings
        const NodeId owner = from.node();
        switch (axis) {
        case Axis::self:
        case Axis::descendant_or_self: return visit_(from);
        case Axis::ancestor_or_self: return visit_(from) && chain(owner, &HtmlNode::parent);
        case Axis::ancestor: return chain(owner, &HtmlNode::parent);
        case Axis::parent: return one(owner);
        case Axis::following: return range(index_of(owner) + 1, size());
        case Axis::preceding: return preceding(owner);
        default: return true;
        }
    }

    bool from_node(Axis axis, NodeId node) {
        const HtmlNode& links = tree_[node];
        switch (axis) {
        case Axis::self: return one(node);
        case Axis::child: return chain(links.first_child, &HtmlNode::next);
        case Axis::parent: return links.parent == no_node || one(links.parent);
        case Axis::descendant: return range(index_of(node) + 1, index_of(links.end));
        case Axis::descendant_or_self: return range(index_of(node), index_of(links.end));
        case Axis::ancestor: return chain(links.parent, &HtmlNode::parent);
        case Axis::ancestor_or_self: return chain(node, &HtmlNode::parent);
        case Axis::following: return range(index_of(links.end), size());
        case Axis::following_sibling: return chain(links.next, &HtmlNode::next);
        case Axis::preceding_sibling: return chain(links.previous, &HtmlNode::previous);
        case Axis::next_element: return first_element(links.next, &HtmlNode::next);
        case Axis::previous_element: return first_element(links.previous, &HtmlNode::previous);
        case Axis::preceding: return preceding(node);
        case Axis::attribute: return attributes(node);
        }
        return true;
    }

private:
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(tree_.size()); }

    bool one(NodeId id) {
        if (!budget_.spend()) return false;
        return tree_[id].kind == NodeKind::doctype || visit_(NodeRef(id)); // XPath knows no doctypes
    }
    bool range(std::uint32_t begin, std::uint32_t end) {
        for (; begin < end; ++begin)
            if (!one(NodeId{begin})) return false;
        return true;
    }
    bool chain(NodeId id, NodeId HtmlNode::* link) {
        for (; id != no_node; id = tree_[id].*link)
            if (!one(id)) return false;
        return true;
    }
    bool first_element(NodeId id, NodeId HtmlNode::* link) {
        for (; id != no_node; id = tree_[id].*link) {
            if (!budget_.spend()) return false;
            if (tree_[id].kind == NodeKind::element) return visit_(NodeRef(id));
        }
        return true;
    }
    bool preceding(NodeId node) {
        for (std::uint32_t i = index_of(node); i-- > 0;) {
            if (tree_.is_within(node, NodeId{i})) { // an ancestor is on another axis
                if (!budget_.spend()) return false;
            } else if (!one(NodeId{i})) {
                return false;
            }
        }
        return true;
    }
    bool attributes(NodeId node) {
        for (std::uint32_t i = 0; i < tree_[node].attribute_count; ++i)
            if (!budget_.spend() || !visit_(NodeRef(node, i))) return false;
        return true;
    }

    const HtmlTree& tree_;
    StepBudget& budget_;
    Visit& visit_;
};

/// Calls `visit(NodeRef)` for the nodes on an axis, from the node outwards, until it gives false or the budget is
/// spent: the result is false then. Each node costs a step, also one that is only passed.
template <class Visit>
bool visit_axis(const HtmlTree& tree, StepBudget& budget, Axis axis, NodeRef from, Visit visit) {
    AxisWalk<Visit> walk(tree, budget, visit);
    return from.is_attribute() ? walk.from_attribute(axis, from) : walk.from_node(axis, from.node());
}

/// Collects the nodes on an axis of any node of a set, for nodes_on_axis().
template <class Accept>
class AxisCollector {
public:
    AxisCollector(const HtmlTree& tree, StepBudget& budget, Axis axis, Accept& accept)
        : tree_(tree), budget_(budget), axis_(axis), accept_(accept) {}

    void collect(const NodeSet& set) {
        switch (axis_) {
        case Axis::descendant:
        case Axis::descendant_or_self: add_descendants(set); break;
        case Axis::ancestor:
        case Axis::ancestor_or_self: add_ancestors(set); break;
        case Axis::following: add_following(set); break;
        case Axis::preceding:
            if (!set.empty()) visit(set.back()); // the last has all that the others have
            break;
        case Axis::following_sibling: add_siblings(set); break;
        case Axis::preceding_sibling: add_siblings(std::views::reverse(set)); break;
        default:
            for (const NodeRef from : set) visit(from);
        }
    }

    /// What was collected, in the order of the document.
    [[nodiscard]] NodeSet take() {
        if (!std::ranges::is_sorted(found_)) std::ranges::sort(found_);
        const auto repeated = std::ranges::unique(found_);
        found_.erase(repeated.begin(), repeated.end());
        return std::move(found_);
    }

private:
    bool keep(NodeRef node) {
        if (accept_(node)) found_.push_back(node);
        return true;
    }
    void visit(NodeRef from) {
        visit_axis(tree_, budget_, axis_, from, [this](NodeRef node) { return keep(node); });
    }
    void keep_range(std::uint32_t begin, std::uint32_t end) {
        for (; begin < end && budget_.spend(); ++begin)
            if (tree_[NodeId{begin}].kind != NodeKind::doctype) keep(NodeRef(NodeId{begin}));
    }

    void add_descendants(const NodeSet& set) {
        std::uint32_t next = 0; // what is before it was visited
        for (const NodeRef from : set) {
            if (from.is_attribute()) {
                visit(from);
                continue;
            }
            const std::uint32_t begin = index_of(from.node()) + (axis_ == Axis::descendant ? 1 : 0);
            const std::uint32_t end = index_of(tree_[from.node()].end);
            keep_range(std::max(next, begin), end);
            next = std::max(next, end);
        }
    }
    void add_ancestors(const NodeSet& set) {
        NodeId previous = no_node;
        for (const NodeRef from : set) {
            visit_axis(tree_, budget_, axis_, from, [&](NodeRef node) {
                const bool is_known = previous != no_node && node.node() != previous && !node.is_attribute() &&
                                      tree_.is_within(previous, node.node());
                return !is_known && keep(node);
            });
            previous = from.node();
        }
    }
    void add_following(const NodeSet& set) {
        const auto size = static_cast<std::uint32_t>(tree_.size());
        auto begin = size;
        for (const NodeRef from : set)
            begin = std::min(begin, from.is_attribute() ? index_of(from.node()) + 1 : index_of(tree_[from.node()].end));
        keep_range(begin, size);
    }
    /// Of siblings the outermost, which comes first, has all that the others have.
    void add_siblings(const auto& set) {
        std::unordered_set<std::uint32_t> parents;
        for (const NodeRef from : set)
            if (!from.is_attribute() && parents.insert(index_of(tree_[from.node()].parent)).second) visit(from);
    }

    const HtmlTree& tree_;
    StepBudget& budget_;
    Axis axis_;
    Accept& accept_;
    NodeSet found_;
};

/// The nodes on an axis of any node of a set, for which `accept` holds, in the order of the document: linear in what
/// the axes hold together, however the nodes of the set lie within each other.
template <class Accept>
NodeSet nodes_on_axis(const HtmlTree& tree, StepBudget& budget, Axis axis, const NodeSet& set, Accept accept) {
    AxisCollector<Accept> collector(tree, budget, axis, accept);
    collector.collect(set);
    return collector.take();
}

} // namespace arna
