#include "feeds/html/select/evaluation.hpp"
#include "feeds/html/select/xpath/xpath_functions.hpp"
#include "feeds/html/select/xpath/xpath_value.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/utf8.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_set>
#include <utility>

/// Functions and comparisons of XPath (XPath 1.0 §4, §3.4).
namespace arna {
namespace {

bool is_order(ExprKind kind, double left, double right) {
    switch (kind) {
    case ExprKind::equal: return left == right;
    case ExprKind::unequal: return left != right;
    case ExprKind::less: return left < right;
    case ExprKind::less_equal: return left <= right;
    case ExprKind::greater: return left > right;
    default: return left >= right;
    }
}

/// The comparison with its sides exchanged.
ExprKind mirrored(ExprKind kind) {
    switch (kind) {
    case ExprKind::less: return ExprKind::greater;
    case ExprKind::less_equal: return ExprKind::greater_equal;
    case ExprKind::greater: return ExprKind::less;
    case ExprKind::greater_equal: return ExprKind::less_equal;
    default: return kind;
    }
}

bool is_equality(ExprKind kind) { return kind == ExprKind::equal || kind == ExprKind::unequal; }

XpathFunction function_of(const Expr& call) { return xpath_functions()[call.function].function; }

} // namespace

bool Evaluation::compare(const Expr& asked, const EvaluationContext& context) {
    ExprKind kind = asked.kind;
    ExprId left = asked.arguments[0], right = asked.arguments[1];
    if (expr(left).type != XpathType::nodes && expr(right).type == XpathType::nodes) {
        std::swap(left, right);
        kind = mirrored(kind);
    }
    const XpathType left_type = expr(left).type, right_type = expr(right).type;
    if (left_type == XpathType::nodes && right_type == XpathType::nodes)
        return compare_sets(kind, nodes(left, context), nodes(right, context));
    if (left_type == XpathType::boolean || right_type == XpathType::boolean)
        return is_order(kind, test(left, context) ? 1 : 0, test(right, context) ? 1 : 0);
    const bool as_numbers = !is_equality(kind) || left_type == XpathType::number || right_type == XpathType::number;
    if (left_type != XpathType::nodes) {
        if (as_numbers) return is_order(kind, number(left, context), number(right, context));
        return (string(left, context) == string(right, context)) == (kind == ExprKind::equal);
    }
    // Some node must compare.
    const NodeSet set = nodes(left, context);
    if (as_numbers) {
        const double value = number(right, context);
        return std::ranges::any_of(set, [&](NodeRef node) { return is_order(kind, xpath_number(text(node)), value); });
    }
    const std::string value = string(right, context);
    return std::ranges::any_of(set, [&](NodeRef node) { return (text(node) == value) == (kind == ExprKind::equal); });
}

bool Evaluation::compare_sets(ExprKind kind, const NodeSet& left, const NodeSet& right) {
    if (left.empty() || right.empty()) return false;
    if (is_equality(kind)) {
        std::unordered_set<std::string> texts;
        for (const NodeRef node : left) texts.insert(text(node));
        if (kind == ExprKind::equal)
            return std::ranges::any_of(right, [&](NodeRef node) { return texts.contains(text(node)); });
        // Two that differ: unless all of both are the same.
        return texts.size() > 1 ||
               std::ranges::any_of(right, [&](NodeRef node) { return !texts.contains(text(node)); });
    }
    const bool wants_less = kind == ExprKind::less || kind == ExprKind::less_equal;
    const auto extreme = [&](const NodeSet& set, bool least) {
        double found = std::numeric_limits<double>::quiet_NaN();
        for (const NodeRef node : set) {
            const double value = xpath_number(text(node));
            if (std::isnan(found) || (least ? value < found : value > found)) found = value;
        }
        return found;
    };
    return is_order(kind, extreme(left, wants_less), extreme(right, !wants_less));
}

bool Evaluation::call_test(const Expr& asked, const EvaluationContext& context) {
    const auto argument = [&](std::size_t i) { return string(asked.arguments[i], context); };
    switch (function_of(asked)) {
    case XpathFunction::true_: return true;
    case XpathFunction::boolean: return test(asked.arguments[0], context);
    case XpathFunction::not_: return !test(asked.arguments[0], context);
    case XpathFunction::lang: return is_in_language(argument(0), context.node);
    case XpathFunction::starts_with: {
        const std::string text = argument(0);
        return text.starts_with(argument(1));
    }
    case XpathFunction::contains: {
        const std::string text = argument(0), part = argument(1);
        return budget_.spend_on_text(text.size() * (1 + part.size() / 64)) && text.contains(part);
    }
    default: return false;
    }
}

double Evaluation::call_number(const Expr& asked, const EvaluationContext& context) {
    const auto argument = [&] { return number(asked.arguments[0], context); };
    switch (function_of(asked)) {
    case XpathFunction::last: return static_cast<double>(context.size);
    case XpathFunction::position: return static_cast<double>(context.position);
    case XpathFunction::count: return static_cast<double>(nodes(asked.arguments[0], context).size());
    case XpathFunction::string_length: {
        const std::string text = first_text(asked, context);
        std::size_t length = 0;
        for (std::size_t at = 0; at < text.size(); ++length) (void)next_code_point(text, at);
        return static_cast<double>(length);
    }
    case XpathFunction::number: return asked.arguments.empty() ? xpath_number(text(context.node)) : argument();
    case XpathFunction::sum: {
        double sum = 0;
        for (const NodeRef node : nodes(asked.arguments[0], context)) sum += xpath_number(text(node));
        return sum;
    }
    case XpathFunction::floor: return std::floor(argument());
    case XpathFunction::ceiling: return std::ceil(argument());
    case XpathFunction::round: return xpath_round(argument());
    default: return 0;
    }
}

std::string Evaluation::call_string(const Expr& asked, const EvaluationContext& context) {
    const auto argument = [&](std::size_t i) {
        std::string text = string(asked.arguments[i], context);
        return budget_.spend_on_text(text.size()) ? text : std::string();
    };
    switch (function_of(asked)) {
    case XpathFunction::string: return first_text(asked, context);
    case XpathFunction::normalize_space: return xpath_normalize_space(first_text(asked, context));
    case XpathFunction::name:
    case XpathFunction::local_name: return node_name(asked, context);
    case XpathFunction::concat: {
        std::string all;
        for (std::size_t i = 0; i < asked.arguments.size() && !budget_.is_spent(); ++i) all += argument(i);
        return all;
    }
    case XpathFunction::substring_before:
    case XpathFunction::substring_after: {
        const std::string text = argument(0), mark = argument(1);
        if (!budget_.spend_on_text(text.size() * (1 + mark.size() / 64))) return {};
        const auto found = text.find(mark);
        if (found == std::string::npos) return {};
        const bool is_before = function_of(asked) == XpathFunction::substring_before;
        return is_before ? text.substr(0, found) : text.substr(found + mark.size());
    }
    case XpathFunction::substring: {
        const std::string text = argument(0);
        const double begin = xpath_round(number(asked.arguments[1], context));
        const bool has_length = asked.arguments.size() > 2;
        const double end = has_length ? begin + xpath_round(number(asked.arguments[2], context))
                                      : std::numeric_limits<double>::infinity();
        return xpath_substring(text, begin, end);
    }
    case XpathFunction::translate: {
        const std::string text = argument(0), from = argument(1), to = argument(2);
        return budget_.spend_on_text(text.size() * 8) ? xpath_translate(text, from, to) : std::string();
    }
    default: return {}; // namespace-uri(): HTML has none that a rule could ask for
    }
}

std::string Evaluation::first_text(const Expr& call, const EvaluationContext& context) {
    return call.arguments.empty() ? text(context.node) : string(call.arguments[0], context);
}

std::string Evaluation::node_name(const Expr& call, const EvaluationContext& context) {
    NodeRef node = context.node;
    if (!call.arguments.empty()) {
        const NodeSet found = nodes(call.arguments[0], context);
        if (found.empty()) return {};
        node = found.front();
    }
    return std::string(node.is_attribute() ? node.attribute(tree_).name : tree_.name(node.node()));
}

NodeSet Evaluation::elements_by_id(ExprId argument, const EvaluationContext& context) {
    std::string list;
    if (expr(argument).type == XpathType::nodes) {
        for (const NodeRef node : nodes(argument, context)) {
            append_text(list, node);
            list += ' ';
        }
    } else {
        list = string(argument, context);
    }
    std::unordered_set<std::string_view> wanted;
    for (std::size_t at = 0; at < list.size();) {
        const std::size_t begin = at;
        while (at < list.size() && !is_html_space(list[at])) ++at;
        if (at > begin) wanted.insert(std::string_view(list).substr(begin, at - begin));
        ++at;
    }
    NodeSet found;
    for (std::uint32_t i = 0; i < tree_.size() && !wanted.empty() && budget_.spend(); ++i) {
        const auto id = tree_.attribute(NodeId{i}, "id"); // of two elements with one id the first is meant
        if (id && wanted.erase(*id) > 0) found.emplace_back(NodeId{i});
    }
    return found;
}

bool Evaluation::is_in_language(std::string_view wanted, NodeRef node) {
    for (NodeId id = node.node(); id != no_node && budget_.spend(); id = tree_[id].parent) {
        auto said = tree_.attribute(id, "lang");
        if (!said) said = tree_.attribute(id, "xml:lang");
        if (!said) continue;
        return equals_ignoring_case(said->substr(0, wanted.size()), wanted) &&
               (said->size() == wanted.size() || (*said)[wanted.size()] == '-');
    }
    return false;
}

} // namespace arna
