#include "feeds/html/tree/builder/tree_builder.hpp"

#include <algorithm>
#include <utility>

namespace arna {
namespace {

/// Depth that is kept free below HtmlTree::most_depth for parts of tables and what else must be opened.
constexpr std::size_t spare_depth = 8;

} // namespace

NodeId TreeBuilder::create(NodeKind kind) {
    const NodeId id{static_cast<std::uint32_t>(tree_.nodes_.size())};
    tree_.nodes_.emplace_back().kind = kind;
    return id;
}

NodeId TreeBuilder::create_element(HtmlTag tag, std::span<const Attribute> attributes, HtmlNamespace space) {
    const NodeId id = create(NodeKind::element);
    HtmlNode& element = node(id);
    element.tag = tag;
    element.space = space;
    if (!attributes.empty()) keep_attributes(element, attributes);
    return id;
}

/// An element with the same name and attributes.
NodeId TreeBuilder::clone(NodeId element) {
    const NodeId id = create(NodeKind::element);
    HtmlNode& copy = node(id);
    const HtmlNode& original = node(element);
    copy.tag = original.tag;
    copy.first_attribute = original.first_attribute;
    copy.attribute_count = original.attribute_count;
    return id;
}

void TreeBuilder::attach(NodeId id, Spot spot) {
    HtmlNode& child = node(id);
    HtmlNode& parent = node(spot.parent);
    child.parent = spot.parent;
    child.next = spot.before;
    child.previous = spot.before == no_node ? parent.last_child : node(spot.before).previous;
    (child.previous == no_node ? parent.first_child : node(child.previous).next) = id;
    (child.next == no_node ? parent.last_child : node(child.next).previous) = id;
}

void TreeBuilder::detach(NodeId id) {
    HtmlNode& child = node(id);
    if (child.parent == no_node) return;
    HtmlNode& parent = node(child.parent);
    (child.previous == no_node ? parent.first_child : node(child.previous).next) = child.next;
    (child.next == no_node ? parent.last_child : node(child.next).previous) = child.previous;
    child.parent = child.previous = child.next = no_node;
}

/// Requires: `to` has no children.
void TreeBuilder::move_children(NodeId from, NodeId to) {
    node(to).first_child = std::exchange(node(from).first_child, no_node);
    node(to).last_child = std::exchange(node(from).last_child, no_node);
    for (NodeId child = node(to).first_child; child != no_node; child = node(child).next) {
        node(child).parent = to;
        ++moved_children_;
    }
}

/// "The appropriate place for inserting a node" (§13.2.6.1).
TreeBuilder::Spot TreeBuilder::insertion_spot(NodeId target) const {
    if (!is_fostering_) return {target};
    const HtmlNode& at = node(target);
    const bool is_table_part = at.tag == HtmlTag::table || at.tag == HtmlTag::tbody || at.tag == HtmlTag::tfoot ||
                               at.tag == HtmlTag::thead || at.tag == HtmlTag::tr;
    if (!is_table_part || at.space != HtmlNamespace::html) return {target};
    const std::size_t table_at = open_.find(HtmlTag::table);
    const std::size_t template_at = open_.find(HtmlTag::template_);
    if (template_at != OpenElements::nowhere && (table_at == OpenElements::nowhere || template_at > table_at)) {
        return {open_[template_at].node};
    }
    if (table_at == OpenElements::nowhere) return {open_[0].node};
    const NodeId table = open_[table_at].node;
    if (node(table).parent != no_node) return {node(table).parent, table};
    return {open_[table_at - 1].node};
}

/// Inserts an element that is not opened.
NodeId TreeBuilder::insert_leaf(const Tag& tag) {
    const NodeId id = create_element(tag.tag, tag.attributes, HtmlNamespace::html);
    attach(id, insertion_spot());
    return id;
}

/// Inserts an element and opens it. False if that would be too deep: then it is a leaf, and what follows stands beside
/// it.
bool TreeBuilder::insert_element(const Tag& tag) {
    const NodeId id = insert_leaf(tag);
    return open({.node = id, .tag = tag.tag, .lower_tag = tag.tag});
}

/// The same for what must be opened, as the mode depends on it: it lies at most three deeper than its table.
void TreeBuilder::insert_part(const Tag& tag) {
    const NodeId id = insert_leaf(tag);
    open_.push({.node = id, .tag = tag.tag, .lower_tag = tag.tag});
}

bool TreeBuilder::is_too_deep() const { return open_.size() + spare_depth >= HtmlTree::most_depth; }

bool TreeBuilder::open(const OpenElement& element) {
    if (is_too_deep()) {
        tree_.cuts_.depth = true;
        ++unopened_[element.lower_tag];
        return false;
    }
    open_.push(element);
    return true;
}

void TreeBuilder::insert_text(const Run& run) {
    if (run.text.empty()) return;
    const Spot spot = insertion_spot();
    if (spot.parent == HtmlTree::document()) return;
    const NodeId neighbour = spot.before == no_node ? node(spot.parent).last_child : node(spot.before).previous;
    if (neighbour != no_node && node(neighbour).kind == NodeKind::text) return append_to_text(neighbour, run);
    const NodeId id = create(NodeKind::text);
    node(id).text = run.is_input ? run.text : tree_.text_.keep(run.text);
    attach(id, spot);
}

/// Joins text. What was joined before has room to grow (first_attribute tells how much), so that many small pieces take
/// linear time.
void TreeBuilder::append_to_text(NodeId id, const Run& run) {
    HtmlNode& text = node(id);
    const std::size_t size = text.text.size();
    std::uint32_t& room = text.first_attribute;
    const char* const behind = text.text.data() + size;
    const bool is_input = behind >= input_.data() && behind <= input_.data() + input_.size();
    if (run.is_input && is_input && behind == run.text.data()) {
        text.text = {text.text.data(), size + run.text.size()};
        return;
    }
    char* start = nullptr;
    if (room >= size + run.text.size()) {
        start = const_cast<char*>(text.text.data()); // it lies in the tree's own text
    } else {
        room = static_cast<std::uint32_t>(std::max(size * 2, size + run.text.size()));
        start = tree_.text_.allocate(room);
        std::ranges::copy(text.text, start);
    }
    std::ranges::copy(run.text, start + size);
    text.text = {start, size + run.text.size()};
}

void TreeBuilder::insert_comment(std::string_view raw, NodeId parent) {
    Run run = decoded(raw, false, CharRefPlace::text);
    replace_nulls(run);
    const NodeId id = create(NodeKind::comment);
    node(id).text = run.is_input ? run.text : tree_.text_.keep(run.text);
    attach(id, parent == no_node ? insertion_spot() : Spot{parent});
}

/// Numbers the nodes in document order, if they are not, and says where each subtree ends.
void TreeBuilder::finish() {
    if (set_ends()) return;
    renumber();
    (void)set_ends();
}

/// False if the nodes are not in document order, or some belong to nothing.
bool TreeBuilder::set_ends() {
    auto& nodes = tree_.nodes_;
    for (std::size_t i = nodes.size(); i-- > 0;) {
        HtmlNode& each = nodes[i];
        if (each.kind == NodeKind::text) each.first_attribute = 0;
        const NodeId following{static_cast<std::uint32_t>(i + 1)};
        if (each.first_child != no_node && each.first_child != following) return false;
        each.end = each.last_child == no_node ? following : nodes[index_of(each.last_child)].end;
        if (each.next != no_node && each.next != each.end) return false;
    }
    return index_of(nodes.front().end) == nodes.size();
}

void TreeBuilder::renumber() {
    std::vector<NodeId> places(tree_.nodes_.size(), no_node);
    std::vector<NodeId> order;
    order.reserve(tree_.nodes_.size());
    for (NodeId id = HtmlTree::document(); id != no_node;) {
        places[index_of(id)] = NodeId{static_cast<std::uint32_t>(order.size())};
        order.push_back(id);
        if (node(id).first_child != no_node) {
            id = node(id).first_child;
            continue;
        }
        while (id != no_node && node(id).next == no_node) id = node(id).parent;
        if (id != no_node) id = node(id).next;
    }
    const auto place = [&](NodeId id) { return id == no_node ? no_node : places[index_of(id)]; };
    std::vector<HtmlNode> nodes;
    nodes.reserve(order.size());
    for (const NodeId id : order) {
        HtmlNode& each = nodes.emplace_back(node(id));
        each.parent = place(each.parent);
        each.previous = place(each.previous);
        each.next = place(each.next);
        each.first_child = place(each.first_child);
        each.last_child = place(each.last_child);
    }
    tree_.nodes_ = std::move(nodes);
    tree_.root_ = place(tree_.root_);
}

} // namespace arna
