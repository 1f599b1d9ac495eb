// Formatting elements and how end tags in the wrong order are mended: §13.2.4.3, and the adoption agency of
// §13.2.6.4.7.
#include "feeds/html/tree/builder/tree_builder.hpp"

#include <algorithm>
#include <functional>

namespace arna {
namespace {

/// How many children the adoption agency moves in one document; then misnested end tags just close.
constexpr std::size_t most_moved_children = 1'000'000;

/// How often one end tag is looked at again (§13.2.6.4.7).
constexpr int most_adoptions = 8;

/// How many elements between are kept in the list of formatting elements.
constexpr int most_kept_between = 3;

/// How many equal elements the list holds ("the Noah's Ark clause").
constexpr int most_equal = 3;

/// The same whatever the order; never 0.
std::size_t hash_of(std::span<const HtmlAttribute> attributes) {
    constexpr std::hash<std::string_view> hash;
    std::size_t sum = 1;
    for (const HtmlAttribute& each : attributes) sum += hash(each.name) * 31 + hash(each.value);
    return sum | 1;
}

bool are_equal(std::span<const HtmlAttribute> a, std::span<const HtmlAttribute> b) {
    const auto is_in_b = [b](const HtmlAttribute& one) {
        return std::ranges::any_of(
            b, [&](const HtmlAttribute& other) { return other.name == one.name && other.value == one.value; });
    };
    return a.size() == b.size() && std::ranges::all_of(a, is_in_b);
}

} // namespace

bool TreeBuilder::is_open(const ActiveFormatting::Entry& entry) const {
    return open_.find(entry.node, entry.tag) != OpenElements::nowhere;
}

void TreeBuilder::reconstruct_formatting() {
    std::size_t at = formatting_.size();
    while (at > 0 && !formatting_.is_marker(at - 1) && !is_open(formatting_[at - 1])) --at;
    for (; at < formatting_.size(); ++at) {
        const ActiveFormatting::Entry entry = formatting_[at];
        if (is_too_deep()) return;
        const NodeId copy = clone(entry.node);
        attach(copy, insertion_spot());
        open({.node = copy, .tag = entry.tag, .lower_tag = entry.tag});
        formatting_.replace_node(at, copy);
    }
}

void TreeBuilder::add_formatting(NodeId id, HtmlTag tag) {
    ActiveFormatting::Entry entry{.node = id, .tag = tag};
    std::size_t earliest = 0;
    int equal = 0;
    for (std::size_t at = formatting_.size(); at > 0 && !formatting_.is_marker(at - 1); --at) {
        const ActiveFormatting::Entry& other = formatting_[at - 1];
        if (other.tag != tag) continue;
        if (entry.hash == 0) entry.hash = hash_of(tree_.attributes(id));
        if (other.hash == 0) formatting_.set_hash(at - 1, hash_of(tree_.attributes(other.node)));
        if (other.hash != entry.hash || !are_equal(tree_.attributes(id), tree_.attributes(other.node))) continue;
        earliest = at - 1;
        ++equal;
    }
    if (equal >= most_equal) formatting_.remove(earliest);
    formatting_.add(entry);
}

/// Takes an element off the list and the stack, wherever it is.
void TreeBuilder::forget(NodeId id, HtmlTag tag) {
    const std::size_t entry = formatting_.find(tag);
    if (entry != ActiveFormatting::nowhere && formatting_[entry].node == id) formatting_.remove(entry);
    const std::size_t at = open_.find(id, tag);
    if (at != OpenElements::nowhere) open_.remove(at);
}

/// "The adoption agency algorithm", for an end tag.
void TreeBuilder::adopt(HtmlTag tag) {
    if (open_.is_top(tag) && !formatting_.holds(open_.top().node, tag)) return open_.pop();
    for (int i = 0; i < most_adoptions; ++i) {
        if (!adopt_once(tag)) return;
    }
}

/// False when the end tag has done all it does.
bool TreeBuilder::adopt_once(HtmlTag tag) {
    const std::size_t entry = formatting_.find(tag);
    if (entry == ActiveFormatting::nowhere) {
        end_ordinary(tag);
        return false;
    }
    const std::size_t at = open_.find(formatting_[entry].node, tag);
    if (at == OpenElements::nowhere) {
        formatting_.remove(entry);
        return false;
    }
    if (!open_.is_in_scope(at)) return false;
    std::size_t block = at + 1;
    while (block < open_.size() && !open_.is_special(block)) ++block;
    if (block == open_.size() || moved_children_ > most_moved_children) {
        open_.pop_down_to(at);
        formatting_.remove(entry);
        return false;
    }
    adopt_over(at, block, entry);
    return true;
}

/// Takes the block at `block_at` of the stack, the "furthest block", out of the formatting element at `at`: elements
/// between are split in two, and what is in the block gets a formatting element of its own.
void TreeBuilder::adopt_over(std::size_t at, std::size_t block_at, std::size_t entry) {
    const OpenElement formatting = open_[at];
    const OpenElement block = open_[block_at];
    const NodeId ancestor = open_[at - 1].node;
    std::size_t bookmark = entry;
    NodeId last = block.node;
    int between = 0;
    for (std::size_t i = block_at - 1; i > at; --i) {
        const OpenElement each = open_[i];
        const bool is_listed = formatting_.holds(each.node, each.tag);
        if (++between > most_kept_between || !is_listed) {
            if (is_listed) {
                const std::size_t place = formatting_.find(each.node);
                formatting_.remove(place);
                if (place < bookmark) --bookmark;
                if (place < entry) --entry;
            }
            open_.remove(i);
            --block_at;
            continue;
        }
        const NodeId copy = clone(each.node);
        const std::size_t place = formatting_.find(each.node);
        formatting_.replace_node(place, copy);
        open_.replace_node(i, copy);
        if (last == block.node) bookmark = place + 1;
        detach(last);
        attach(last, {copy});
        last = copy;
    }
    detach(last);
    attach(last, insertion_spot(ancestor));
    const NodeId copy = clone(formatting.node);
    move_children(block.node, copy);
    attach(copy, {block.node});
    ActiveFormatting::Entry moved = formatting_[entry];
    moved.node = copy;
    formatting_.insert(bookmark, moved);
    formatting_.remove(bookmark <= entry ? entry + 1 : entry);
    open_.remove(at);
    open_.insert(block_at, {.node = copy, .tag = formatting.tag, .lower_tag = formatting.tag});
}

} // namespace arna
