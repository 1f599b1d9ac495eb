#pragma once
#include "feeds/html/select/selector.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// A document whose selections are told as texts.
class SelectedPage {
public:
    explicit SelectedPage(std::string_view html) : html_(html), tree_(build_html_tree(html_)) {}

    [[nodiscard]] const HtmlTree& tree() const { return tree_; }

    /// The first element with that id.
    [[nodiscard]] NodeId element(std::string_view id) const {
        for (std::uint32_t i = 0; i < tree_.size(); ++i)
            if (tree_.value(NodeId{i}, "id") == id) return NodeId{i};
        return no_node;
    }

    /// What a selector finds, as the test of a reader would list it: of elements their id, or else their name; of
    /// attributes and texts their value; of XPath's other results the string.
    [[nodiscard]] std::vector<std::string> found(std::string_view selector,
                                                 NodeId context = HtmlTree::document()) const {
        const auto compiled = Selector::compile(selector);
        if (!compiled) FAIL(selector << ": " << compiled.error().message);
        StepBudget budget;
        SelectorRun run(tree_, budget);
        const Selection selection = run.select(*compiled, context);
        std::vector<std::string> texts;
        for (const NodeRef node : selection.nodes) {
            const bool is_element = !node.is_attribute() && tree_.is_element(node.node());
            const auto id = is_element ? tree_.attribute(node.node(), "id") : std::nullopt;
            if (id)
                texts.emplace_back(*id);
            else
                texts.push_back(is_element ? std::string(tree_.name(node.node())) : run.text_of(node));
        }
        if (selection.value) texts.push_back(*selection.value);
        CHECK_FALSE(budget.is_spent());
        return texts;
    }

    [[nodiscard]] std::vector<std::string> found(std::string_view selector, std::string_view from_id) const {
        return found(selector, element(from_id));
    }

private:
    std::string html_;
    HtmlTree tree_;
};

using Found = std::vector<std::string>;

} // namespace arna
