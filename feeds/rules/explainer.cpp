#include "feeds/rules/explainer.hpp"

#include "feeds/rules/evaluation.hpp"
#include "feeds/rules/query/fields.hpp"

#include <algorithm>
#include <iterator>

namespace arna {
namespace {

using Kind = QueryNode::Kind;

constexpr std::size_t places_of_each_field = 5;
constexpr std::size_t places_of_a_list = 20;

bool is_held(const ExplainedNode& node) { return node.holds; }

ExplainedNode term_of(const RuleProgram& program, const ItemFeatures& item, std::uint32_t index) {
    const RuleNode& node = program.nodes[index];
    ExplainedNode explained{.text = with_field(node.field, program.text_of(program.node_texts[index])),
                            .findings = findings(program, item, node, places_of_each_field)};
    explained.holds = !explained.findings.empty();
    return explained;
}

/// A list, told as one term: what it is, and what was found of it.
ExplainedNode list_of(const RuleProgram& program, const ItemFeatures& item, std::uint32_t index) {
    ExplainedNode explained{.text = with_field(program.nodes[index].field, program.text_of(program.node_texts[index]))};
    for (const std::uint32_t child : ChildNodes(program, index)) {
        if (explained.findings.size() >= places_of_a_list) break;
        std::ranges::move(findings(program, item, program.nodes[child], places_of_each_field),
                          std::back_inserter(explained.findings));
    }
    explained.holds = !explained.findings.empty();
    return explained;
}

ExplainedNode node_of(const RuleProgram& program, const ItemFeatures& item, std::uint32_t index) {
    const RuleNode& node = program.nodes[index];
    if (node.is_term()) return term_of(program, item, index);
    if (program.node_texts[index].size > 0) return list_of(program, item, index);
    ExplainedNode explained;
    for (const std::uint32_t child : ChildNodes(program, index))
        explained.children.push_back(node_of(program, item, child));
    switch (node.kind) {
    case RuleNode::Kind::any:
        explained.kind = Kind::any;
        explained.holds = std::ranges::any_of(explained.children, is_held);
        break;
    case RuleNode::Kind::negation:
        explained.kind = Kind::negation;
        explained.holds = !explained.children.front().holds;
        break;
    default: explained.kind = Kind::all; explained.holds = std::ranges::all_of(explained.children, is_held);
    }
    return explained;
}

/// Whether the outcome of a node changes only if that of all its deciding children does: `any` that holds, `all` that
/// does not.
bool needs_all(const ExplainedNode& node) { return node.kind == (node.holds ? Kind::any : Kind::all); }

/// How many terms would have to be otherwise for a node to be otherwise.
std::size_t distance(const ExplainedNode& node) {
    if (node.kind == Kind::term) return 1;
    if (node.kind == Kind::negation) return distance(node.children.front());
    std::size_t sum = 0;
    std::size_t least = node.children.size();
    for (const ExplainedNode& child : node.children) {
        if (child.holds != node.holds) continue;
        const std::size_t of_child = distance(child);
        sum += of_child;
        least = sum == of_child ? of_child : std::min(least, of_child);
    }
    return needs_all(node) ? sum : least;
}

/// Marks the terms that decide. Of an `any` that does not hold, those of the child that came nearest.
void mark_deciding(ExplainedNode& node) {
    if (node.kind == Kind::term) {
        node.decides = true;
        return;
    }
    if (node.kind == Kind::any && !node.holds)
        return mark_deciding(*std::ranges::min_element(node.children, {}, distance));
    for (ExplainedNode& child : node.children) {
        if (node.kind == Kind::negation || child.holds == node.holds) mark_deciding(child);
    }
}

} // namespace

Explanation explain_rule(const RuleProgram& program, const ItemFeatures& item, std::uint32_t rule) {
    const CompiledRule& compiled = program.rules[rule];
    Explanation explanation{.source_admitted = program.filters[compiled.filter].admits(item.item().source),
                            .root = node_of(program, item, compiled.root)};
    explanation.matches = explanation.source_admitted && explanation.root.holds;
    mark_deciding(explanation.root);
    return explanation;
}

} // namespace arna
