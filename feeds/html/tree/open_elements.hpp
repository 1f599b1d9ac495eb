#pragma once
#include "feeds/html/tree/tree.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace arna {

/// An element on the stack of open elements.
struct OpenElement {
    NodeId node = no_node;
    HtmlTag tag = HtmlTag::none;
    HtmlTag lower_tag = HtmlTag::none; ///< that of its name in lower case, which end tags name
    HtmlNamespace space = HtmlNamespace::html;
    bool is_html_point = false; ///< "HTML integration point"
    bool is_math_point = false; ///< "MathML text integration point"
};

/// The stack of open elements (HTML §13.2.4.2). Each question about it takes constant time, whatever its depth: every
/// element knows where the next of its name lies, and the next that ends a scope.
class OpenElements {
public:
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

    void push(const OpenElement& element);
    void pop();
    void pop_down_to(std::size_t size);

    /// Time linear in how many lie above `at`.
    void insert(std::size_t at, const OpenElement& element);
    void remove(std::size_t at);
    void replace_node(std::size_t at, NodeId node) { elements_[at].node = node; }

    [[nodiscard]] std::size_t size() const { return elements_.size(); }
    [[nodiscard]] bool empty() const { return elements_.empty(); }
    [[nodiscard]] const OpenElement& operator[](std::size_t at) const { return elements_[at]; }
    [[nodiscard]] const OpenElement& top() const { return elements_.back(); }
    [[nodiscard]] bool is_top(HtmlTag tag) const { return top().tag == tag && top().space == HtmlNamespace::html; }

    /// Where the topmost HTML element of that name lies; nowhere if there is none.
    [[nodiscard]] std::size_t find(HtmlTag tag) const { return topmost(key(tag, HtmlNamespace::html)); }
    [[nodiscard]] bool holds(HtmlTag tag) const { return find(tag) != nowhere; }

    /// Where the topmost SVG or MathML element lies whose name in lower case that is.
    [[nodiscard]] std::size_t find_foreign(HtmlTag lower) const { return topmost(key(lower, HtmlNamespace::svg)); }

    /// Where that node lies. Time linear in how many elements of its name lie above it.
    [[nodiscard]] std::size_t find(NodeId node, HtmlTag tag) const;

    /// Where the topmost special element lies, and the topmost HTML element.
    [[nodiscard]] std::size_t topmost_special() const { return marks_.back().special; }
    [[nodiscard]] std::size_t topmost_html() const { return marks_.back().html; }

    [[nodiscard]] bool is_special(std::size_t at) const { return marks_[at].special == at; }

    [[nodiscard]] bool is_in_scope(std::size_t at) const { return at != nowhere && at >= marks_.back().scope; }
    [[nodiscard]] bool is_in_scope(HtmlTag tag) const { return is_in_scope(find(tag)); }
    [[nodiscard]] bool is_in_list_scope(HtmlTag tag) const;
    [[nodiscard]] bool is_in_button_scope(HtmlTag tag) const;
    [[nodiscard]] bool is_in_table_scope(HtmlTag tag) const;

private:
    using Place = std::uint16_t;

    /// Of each element: the next below it of the same name, and the topmost at or below it of three kinds.
    struct Marks {
        Place same_below = 0; ///< one more than its place, 0 for none
        Place special = 0;
        Place scope = 0;
        Place html = 0;
    };

    [[nodiscard]] static std::size_t key(HtmlTag tag, HtmlNamespace space) {
        return static_cast<std::size_t>(tag) * 2 + (space == HtmlNamespace::html ? 0 : 1);
    }
    [[nodiscard]] std::size_t topmost(std::size_t key) const {
        return key < topmost_.size() ? static_cast<std::size_t>(topmost_[key]) - 1 : nowhere;
    }
    [[nodiscard]] bool is_above(std::size_t at, HtmlTag tag) const;

    std::vector<OpenElement> elements_;
    std::vector<Marks> marks_;
    std::vector<Place> topmost_; ///< by key: one more than the place, 0 for none
};

} // namespace arna
