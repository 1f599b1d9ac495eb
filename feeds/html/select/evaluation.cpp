#include "feeds/html/select/evaluation.hpp"

#include "feeds/html/select/axes.hpp"
#include "feeds/html/select/xpath/xpath_value.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

/// Paths and the operators of XPath; its functions are in xpath_calls.cpp, the tests of CSS in css_tests.cpp.
namespace arna {

Evaluation::Evaluation(const SelectorProgram& program, const HtmlTree& tree, StepBudget& budget)
    : program_(program), tree_(tree), budget_(budget) {
    for (const SelectedName& name : program.names)
        names_.push_back({.lower = tree.tag(name.lower), .written = tree.tag(name.written)});
    depends_on_scope_ =
        std::ranges::any_of(program.expressions, [](const Expr& one) { return one.kind == ExprKind::is_scope; });
}

void Evaluation::set_scope(NodeId scope) {
    if (scope != scope_ && depends_on_scope_) ranks_.clear();
    scope_ = scope;
}

NodeSet Evaluation::nodes(ExprId id, const EvaluationContext& context) {
    const Expr& asked = expr(id);
    switch (asked.kind) {
    case ExprKind::path: {
        if (asked.start != PathStart::document) return path_nodes(asked, context);
        const auto known = absolute_.find(id);
        if (known != absolute_.end()) return budget_.spend(known->second.size()) ? known->second : NodeSet{};
        return absolute_.emplace(id, path_nodes(asked, context)).first->second;
    }
    case ExprKind::filter: {
        NodeSet list = nodes(asked.arguments[0], context);
        for (std::size_t i = 1; i < asked.arguments.size(); ++i) keep_passing(list, asked.arguments[i]);
        return list;
    }
    case ExprKind::unite: {
        NodeSet all;
        for (const ExprId part : asked.arguments) {
            const NodeSet more = nodes(part, context);
            all.insert(all.end(), more.begin(), more.end());
        }
        std::ranges::sort(all);
        const auto repeated = std::ranges::unique(all);
        all.erase(repeated.begin(), repeated.end());
        return all;
    }
    case ExprKind::call: return elements_by_id(asked.arguments[0], context);
    default: return {};
    }
}

NodeSet Evaluation::path_nodes(const Expr& path, const EvaluationContext& context) {
    NodeSet set{context.node};
    if (path.start == PathStart::document) set = {NodeRef(HtmlTree::document())};
    if (path.start == PathStart::nodes) set = nodes(path.arguments[0], context);
    for (const Step& step : path.steps) {
        if (set.empty() || budget_.is_spent()) return {};
        set = step.is_positional ? positional_nodes(step, set) : step_nodes(step, set);
    }
    return set;
}

NodeSet Evaluation::step_nodes(const Step& step, const NodeSet& from) {
    NodeSet found = nodes_on_axis(tree_, budget_, step.axis, from, [&](NodeRef node) { return fits(step, node); });
    if (!step.predicates.empty())
        std::erase_if(found, [&](NodeRef node) { return budget_.is_spent() || !passes(step.predicates, node); });
    return found;
}

NodeSet Evaluation::positional_nodes(const Step& step, const NodeSet& from) {
    NodeSet all;
    const Expr& first = expr(step.predicates.front());
    const bool is_place =
        first.kind == ExprKind::number && first.number >= 1 && first.number == std::floor(first.number);
    for (const NodeRef node : from) {
        NodeSet list; // in the order of the axis
        visit_axis(tree_, budget_, step.axis, node, [&](NodeRef one) {
            if (fits(step, one)) list.push_back(one);
            return !is_place || static_cast<double>(list.size()) < first.number;
        });
        for (const ExprId predicate : step.predicates) keep_passing(list, predicate);
        if (budget_.is_spent()) return {};
        all.insert(all.end(), list.begin(), list.end());
    }
    std::ranges::sort(all);
    const auto repeated = std::ranges::unique(all);
    all.erase(repeated.begin(), repeated.end());
    return all;
}

void Evaluation::keep_passing(NodeSet& list, ExprId predicate) {
    const bool is_number = expr(predicate).type == XpathType::number;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < list.size() && budget_.spend(); ++i) {
        const EvaluationContext context{.node = list[i], .position = i + 1, .size = list.size()};
        if (is_number ? number(predicate, context) == static_cast<double>(i + 1) : test(predicate, context))
            list[kept++] = list[i];
    }
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(kept), list.end());
}

bool Evaluation::fits(const Step& step, NodeRef node) const {
    if (step.axis == Axis::attribute || node.is_attribute()) {
        // Names are of attributes on their own axis alone, and elements on the others.
        if (step.test == NodeTest::node) return true;
        if (step.axis != Axis::attribute) return false;
        if (step.test == NodeTest::element) return true;
        if (step.test != NodeTest::named) return false;
        const auto& name = program_.names[step.name];
        const std::string_view has = node.attribute(tree_).name;
        return has == name.lower || has == name.written;
    }
    const NodeKind kind = tree_[node.node()].kind;
    switch (step.test) {
    case NodeTest::node: return true;
    case NodeTest::element: return kind == NodeKind::element;
    case NodeTest::text: return kind == NodeKind::text;
    case NodeTest::comment: return kind == NodeKind::comment;
    case NodeTest::nothing: return false;
    case NodeTest::named: return kind == NodeKind::element && has_name(node.node(), step.name);
    }
    return false;
}

bool Evaluation::passes(const std::vector<ExprId>& predicates, NodeRef node) {
    return std::ranges::all_of(predicates, [&](ExprId predicate) { return test(predicate, {.node = node}); });
}

bool Evaluation::reaches(const Expr& path, std::size_t step_index, NodeRef from) {
    if (step_index == path.steps.size()) return true;
    const Step& step = path.steps[step_index];
    bool is_reached = false;
    visit_axis(tree_, budget_, step.axis, from, [&](NodeRef node) {
        is_reached = fits(step, node) && passes(step.predicates, node) && reaches(path, step_index + 1, node);
        return !is_reached;
    });
    return is_reached && !budget_.is_spent();
}

bool Evaluation::test(ExprId id, const EvaluationContext& context) {
    const Expr& asked = expr(id);
    if (!budget_.spend()) return false;
    const NodeId node = context.node.node();
    const auto holds = [&](ExprId argument) { return test(argument, context); };
    switch (asked.kind) {
    case ExprKind::any: return std::ranges::any_of(asked.arguments, holds);
    case ExprKind::all: return std::ranges::all_of(asked.arguments, holds);
    case ExprKind::none: return std::ranges::none_of(asked.arguments, holds);
    case ExprKind::path:
        if (asked.start != PathStart::context || std::ranges::any_of(asked.steps, &Step::is_positional))
            return !nodes(id, context).empty();
        return reaches(asked, 0, context.node);
    case ExprKind::has_name: return has_name(node, asked.name);
    case ExprKind::has_class:
        if (tree_.is_quirky()) return compares(asked, node);
        return budget_.spend_on_text(tree_.value(node, "class").size()) && tree_.has_class(node, asked.text);
    case ExprKind::attribute: return compares(asked, node);
    case ExprKind::nth: return has_rank(id, node);
    case ExprKind::is_empty: return is_empty(node);
    case ExprKind::is_root: return node == tree_.root();
    case ExprKind::is_scope: return node == (scope_ == HtmlTree::document() ? tree_.root() : scope_);
    case ExprKind::contains: return contains(asked.text, node);
    case ExprKind::equal:
    case ExprKind::unequal:
    case ExprKind::less:
    case ExprKind::less_equal:
    case ExprKind::greater:
    case ExprKind::greater_equal: return compare(asked, context);
    default: break;
    }
    switch (asked.type) {
    case XpathType::nodes: return !nodes(id, context).empty();
    case XpathType::string: return !string(id, context).empty();
    case XpathType::number: {
        const double value = number(id, context);
        return value != 0 && !std::isnan(value);
    }
    case XpathType::boolean: return call_test(asked, context);
    }
    return false;
}

double Evaluation::number(ExprId id, const EvaluationContext& context) {
    const Expr& asked = expr(id);
    budget_.spend();
    const auto argument = [&](std::size_t i) { return number(asked.arguments[i], context); };
    switch (asked.kind) {
    case ExprKind::number: return asked.number;
    case ExprKind::negate: return -argument(0);
    case ExprKind::add: return argument(0) + argument(1);
    case ExprKind::subtract: return argument(0) - argument(1);
    case ExprKind::multiply: return argument(0) * argument(1);
    case ExprKind::divide: return argument(0) / argument(1);
    case ExprKind::modulo: return std::fmod(argument(0), argument(1));
    default: break;
    }
    if (asked.type == XpathType::number) return call_number(asked, context);
    if (asked.type == XpathType::boolean) return test(id, context) ? 1 : 0;
    return xpath_number(string(id, context));
}

std::string Evaluation::string(ExprId id, const EvaluationContext& context) {
    const Expr& asked = expr(id);
    switch (asked.type) {
    case XpathType::nodes: {
        const NodeSet found = nodes(id, context);
        return found.empty() || budget_.is_spent() ? std::string() : text(found.front());
    }
    case XpathType::number: return xpath_string(number(id, context));
    case XpathType::boolean: return test(id, context) ? "true" : "false";
    case XpathType::string: break;
    }
    return asked.kind == ExprKind::string ? asked.text : call_string(asked, context);
}

void Evaluation::append_text(std::string& out, NodeRef node) {
    const auto append = [&](std::string_view text) {
        if (budget_.spend_on_text(text.size())) out += text;
    };
    if (node.is_attribute()) return append(node.attribute(tree_).value);
    const HtmlNode& links = tree_[node.node()];
    if (links.kind == NodeKind::text || links.kind == NodeKind::comment) return append(links.text);
    for (std::uint32_t i = index_of(node.node()); i < index_of(links.end) && budget_.spend(); ++i) {
        const HtmlNode& inner = tree_[NodeId{i}];
        if (inner.kind == NodeKind::text) append(inner.text);
    }
}

std::string Evaluation::text(NodeRef node) {
    std::string out;
    append_text(out, node);
    return out;
}

std::optional<NodeRef> Evaluation::attribute(NodeId element, std::uint32_t name) {
    const auto attributes = tree_.attributes(element);
    const SelectedName& wanted = program_.names[name];
    for (std::size_t i = 0; i < attributes.size() && budget_.spend(); ++i)
        if (attributes[i].name == wanted.lower || attributes[i].name == wanted.written)
            return NodeRef(element, static_cast<std::uint32_t>(i));
    return std::nullopt;
}

} // namespace arna
