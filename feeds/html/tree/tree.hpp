#pragma once
#include "feeds/html/tree/html_tag.hpp"
#include "feeds/html/tree/text_arena.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

enum class NodeKind : std::uint8_t { document, doctype, element, text, comment };

enum class HtmlNamespace : std::uint8_t { html, svg, math };

/// A node's place in its tree: nodes are numbered in document order, from 0 (the document).
enum class NodeId : std::uint32_t {};

inline constexpr NodeId no_node{0xFFFF'FFFF};

[[nodiscard]] constexpr std::uint32_t index_of(NodeId id) { return static_cast<std::uint32_t>(id); }

/// An attribute of an element: the name in lower case (in SVG and MathML as those write it, "viewBox"), the value with
/// references decoded. An element has no two of one name. A doctype has "public" and "system", as far as it says them.
struct HtmlAttribute {
    std::string_view name;
    std::string_view value;
};

/// A node of a tree, with its links; `no_node` where there is none.
struct HtmlNode {
    NodeId parent = no_node;
    NodeId previous = no_node; ///< sibling
    NodeId next = no_node;     ///< sibling
    NodeId first_child = no_node;
    NodeId last_child = no_node;
    NodeId end = no_node;        ///< one past the last node of its subtree: descendants are id + 1 … end - 1
    HtmlTag tag = HtmlTag::none; ///< of an element
    NodeKind kind = NodeKind::document;
    HtmlNamespace space = HtmlNamespace::html; ///< of an element
    std::uint16_t attribute_count = 0;
    std::uint32_t first_attribute = 0;
    std::string_view text; ///< of text and comments, references decoded; of a doctype its name; else empty
};

/// Whether something of the input is missing in a tree, because a bound was reached.
struct TreeCuts {
    bool nodes = false;      ///< what follows the node numbered most_nodes is missing
    bool depth = false;      ///< elements below most_depth are empty, and what was in them follows them
    bool attributes = false; ///< attributes of an element after the first most_attributes (tokenizer.hpp) are missing,
                             ///< or all after the most_tree_attributes of the whole tree
};

/// An HTML document as a tree, as browsers build it (HTML §13.2.6) with scripts off: what is in `noscript` is markup.
/// What is in `template` are its children. Immutable, so any thread may read it. Views it gives live as long as the
/// tree and the input it was built from.
class HtmlTree {
public:
    /// Bounds of a tree.
    static constexpr std::size_t most_nodes = 200'000;
    static constexpr std::size_t most_depth = 512;
    static constexpr std::size_t most_tree_attributes = 1'000'000;

    [[nodiscard]] static constexpr NodeId document() { return NodeId{0}; }

    /// How many nodes there are; every NodeId below it is one.
    [[nodiscard]] std::size_t size() const { return nodes_.size(); }

    /// Requires: `id` is a node of this tree.
    [[nodiscard]] const HtmlNode& operator[](NodeId id) const { return nodes_[index_of(id)]; }

    [[nodiscard]] std::span<const HtmlNode> nodes() const { return nodes_; }

    /// The element `html`; every tree has one.
    [[nodiscard]] NodeId root() const { return root_; }

    /// The element `head`, and `body` (no_node in a frameset).
    [[nodiscard]] NodeId head() const;
    [[nodiscard]] NodeId body() const;

    /// Whether it is this HTML element (of SVG's and MathML's none).
    [[nodiscard]] bool is(NodeId id, HtmlTag tag) const {
        const HtmlNode& node = (*this)[id];
        return node.tag == tag && node.space == HtmlNamespace::html;
    }

    [[nodiscard]] bool is_element(NodeId id) const { return (*this)[id].kind == NodeKind::element; }

    /// Whether `ancestor` is `id` or holds it.
    [[nodiscard]] bool is_within(NodeId id, NodeId ancestor) const {
        return id >= ancestor && id < (*this)[ancestor].end;
    }

    /// The name of an element, empty for other nodes: in lower case, but as SVG writes it there ("foreignObject").
    [[nodiscard]] std::string_view name(NodeId id) const { return name((*this)[id].tag); }
    [[nodiscard]] std::string_view name(HtmlTag tag) const;

    /// The tag that elements of that name have in this tree (a name as name() gives it); none if no element has it and
    /// it is not listed.
    [[nodiscard]] HtmlTag tag(std::string_view name) const;

    /// An element's attributes in the order of the input; none for other nodes.
    [[nodiscard]] std::span<const HtmlAttribute> attributes(NodeId id) const {
        const HtmlNode& node = (*this)[id];
        return {attributes_.data() + node.first_attribute, node.attribute_count};
    }

    /// The value of an attribute of that name (in lower case); nullopt if the element has none.
    [[nodiscard]] std::optional<std::string_view> attribute(NodeId id, std::string_view name) const;

    /// The same, empty if the element has none.
    [[nodiscard]] std::string_view value(NodeId id, std::string_view name) const {
        return attribute(id, name).value_or(std::string_view());
    }

    /// Whether `class` holds that word (case counts).
    [[nodiscard]] bool has_class(NodeId id, std::string_view word) const;

    /// Appends the text in it, as it stands (textContent of the DOM): also that of scripts and styles, none of
    /// comments.
    void append_text(std::string& out, NodeId id) const;
    [[nodiscard]] std::string text(NodeId id) const;

    /// The nodes of a range in order: `for (NodeId child : tree.children(id))`.
    class Siblings;
    [[nodiscard]] Siblings children(NodeId id) const;

    /// Whether the document is in quirks mode, which only changes where tables in paragraphs stand.
    [[nodiscard]] bool is_quirky() const { return is_quirky_; }

    [[nodiscard]] const TreeCuts& cuts() const { return cuts_; }

    /// Bytes of memory that the tree holds, besides the input.
    [[nodiscard]] std::size_t memory() const;

private:
    friend class TreeBuilder;
    HtmlTree() = default;

    std::vector<HtmlNode> nodes_;
    std::vector<HtmlAttribute> attributes_;
    std::vector<std::string_view> unlisted_names_;
    TextArena text_; ///< what differs from the input: decoded, in lower case, joined
    NodeId root_ = no_node;
    bool is_quirky_ = false;
    TreeCuts cuts_;
};

/// The children of a node, for a range-based loop.
class HtmlTree::Siblings {
public:
    class Iterator {
    public:
        Iterator(const HtmlTree& tree, NodeId id) : tree_(&tree), id_(id) {}
        NodeId operator*() const { return id_; }
        Iterator& operator++() {
            id_ = (*tree_)[id_].next;
            return *this;
        }
        bool operator==(const Iterator& other) const { return id_ == other.id_; }

    private:
        const HtmlTree* tree_;
        NodeId id_;
    };

    Siblings(const HtmlTree& tree, NodeId first) : tree_(&tree), first_(first) {}
    [[nodiscard]] Iterator begin() const { return {*tree_, first_}; }
    [[nodiscard]] Iterator end() const { return {*tree_, no_node}; }

private:
    const HtmlTree* tree_;
    NodeId first_;
};

inline HtmlTree::Siblings HtmlTree::children(NodeId id) const { return {*this, (*this)[id].first_child}; }

/// Bytes of memory that build_html_tree() may need for an input of that size, besides the input: twice what usual pages
/// need, up to what the largest tree needs. Only a page made to repeat formatting elements needs more for its size.
[[nodiscard]] std::size_t html_tree_memory(std::size_t input_size);

/// The tree of a document (UTF-8); never fails. `html` must outlive it. Time and memory are linear in the size of the
/// input.
[[nodiscard]] HtmlTree build_html_tree(std::string_view html);

/// A string that dies with the call would leave its tree with views into nothing.
template <std::same_as<std::string> String>
HtmlTree build_html_tree(String&& html) = delete;

/// The tree of what stands in an element of that name (in lower case), as when it is assigned to innerHTML (§13.4): the
/// children of root(), which is no part of it.
[[nodiscard]] HtmlTree build_html_fragment(std::string_view html, std::string_view context = "div",
                                           HtmlNamespace space = HtmlNamespace::html);

} // namespace arna
