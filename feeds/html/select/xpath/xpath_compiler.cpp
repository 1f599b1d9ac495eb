#include "feeds/html/select/xpath/xpath_compiler.hpp"

#include "feeds/html/select/xpath/xpath_functions.hpp"
#include "feeds/html/select/xpath/xpath_reader.hpp"
#include "feeds/html/select/xpath/xpath_syntax.hpp"
#include "feeds/text/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace arna {
namespace {

using enum XpathType;
using namespace xpath_syntax;

/// By recursive descent, which Selector::most_nesting bounds: every recursion is behind a bracket or parenthesis.
class XpathCompiler : XpathReader {
public:
    XpathCompiler(std::string_view text, std::size_t begin) : XpathReader(text, begin) {
        in_.program().is_xpath = true;
    }

    std::expected<SelectorProgram, SelectorError> compile() {
        skip_space();
        if (in_.is_at_end())
            in_.fail(in_.at(), "the expression is empty; write one like \"xpath://div[@class='card']\"");
        const ExprId root = expression();
        skip_space();
        if (!in_.is_at_end()) in_.fail(in_.at(), unexpected());
        if (in_.error()) return std::unexpected(*in_.error());
        in_.program().root = root;
        return std::move(in_.program());
    }

private:
    ExprId expression() { return operation(0); }

    bool sees_operator(const Operator& one) const {
        if (!in_.sees(one.sign)) return false;
        const bool is_word = is_name_start(one.sign.front());
        return !is_word || !is_name_character(in_.peek(one.sign.size()));
    }

    /// Operators of one level and of those that bind tighter.
    ExprId operation(std::size_t level) {
        if (level == operator_levels.size()) return negation();
        ExprId left = operation(level + 1);
        while (!in_.has_failed()) {
            skip_space();
            const auto& level_operators = operator_levels[level];
            const auto sees = [&](const Operator& one) { return sees_operator(one); };
            const auto found = std::ranges::find_if(level_operators, sees);
            if (found == level_operators.end()) break;
            in_.count_operator(in_.at());
            in_.skip(found->sign.size());
            const ExprId right = operation(level + 1);
            left = in_.add({.kind = found->kind, .type = found->type, .arguments = {left, right}});
        }
        return left;
    }

    ExprId negation() {
        bool is_negative = false, has_sign = false;
        for (skip_space(); in_.take("-"); skip_space()) {
            is_negative = !is_negative;
            has_sign = true;
        }
        ExprId operand = unions();
        if (has_sign) operand = in_.add({.kind = ExprKind::negate, .type = number, .arguments = {operand}});
        if (has_sign && !is_negative)
            operand = in_.add({.kind = ExprKind::negate, .type = number, .arguments = {operand}});
        return operand;
    }

    ExprId unions() {
        skip_space();
        const std::size_t begin = in_.at();
        const ExprId first = path();
        skip_space();
        if (in_.peek() != '|') return first;
        Expr all{.kind = ExprKind::unite, .type = nodes, .arguments = {first}};
        need_nodes(first, begin);
        while (in_.take("|")) {
            skip_space();
            const std::size_t next = in_.at();
            all.arguments.push_back(path());
            need_nodes(all.arguments.back(), next);
            skip_space();
        }
        return in_.add(std::move(all));
    }

    void need_nodes(ExprId id, std::size_t begin) {
        if (!in_.has_failed() && in_.expr(id).type != nodes)
            in_.fail(begin, "nodes are expected here, not a string, number or boolean");
    }

    ExprId path() {
        const std::size_t begin = in_.at();
        if (in_.is_at_end()) {
            in_.fail(begin, "an expression is missing at the end");
            return 0;
        }
        Expr path{.kind = ExprKind::path, .type = nodes};
        if (sees_primary()) {
            const ExprId start = filtered(primary(), begin);
            skip_space();
            if (in_.peek() != '/') return start;
            need_nodes(start, begin);
            path.start = PathStart::nodes;
            path.arguments.push_back(start);
            separator(path);
        } else if (in_.peek() == '/') {
            path.start = PathStart::document;
            const bool is_root_alone = !in_.sees("//") && !sees_step(1);
            if (is_root_alone) {
                in_.skip();
                return in_.add(std::move(path));
            }
            separator(path);
        }
        do step(path);
        while (!in_.has_failed() && separator(path));
        return in_.add(std::move(path));
    }

    bool sees_step(std::size_t ahead) const {
        while (is_html_space(in_.peek(ahead))) ++ahead;
        const char c = in_.peek(ahead);
        return c == '.' || c == '@' || c == '*' || is_name_start(c);
    }

    /// "/" or "//", which is a step of its own.
    bool separator(Expr& path) {
        skip_space();
        const std::size_t begin = in_.at();
        if (!in_.take("/")) return false;
        if (in_.take("/")) {
            in_.count_step(begin);
            path.steps.push_back({.axis = Axis::descendant_or_self, .test = NodeTest::node});
        }
        skip_space();
        return true;
    }

    /// `expr` with the predicates that stand behind it.
    ExprId filtered(ExprId expr, std::size_t begin) {
        Expr filter{.kind = ExprKind::filter, .type = nodes, .arguments = {expr}};
        for (skip_space(); in_.peek() == '[' && !in_.has_failed(); skip_space()) {
            need_nodes(expr, begin);
            filter.arguments.push_back(predicate().first);
        }
        return filter.arguments.size() == 1 ? expr : in_.add(std::move(filter));
    }

    /// An expression in brackets, and whether it asks for the position.
    std::pair<ExprId, bool> predicate() {
        const std::size_t open = in_.at();
        in_.skip();
        if (!in_.enter(open)) return {0, false};
        const bool outer = std::exchange(asks_for_position_, false);
        skip_space();
        if (in_.peek() == ']') in_.fail(in_.at(), "a condition is missing in the brackets");
        need_more(open);
        const ExprId condition = expression();
        const bool is_positional =
            std::exchange(asks_for_position_, outer) || (!in_.has_failed() && in_.expr(condition).type == number);
        close(open, ']');
        in_.leave();
        return {condition, is_positional};
    }

    void step(Expr& path) {
        const std::size_t begin = in_.at();
        in_.count_step(begin);
        Step step;
        if (in_.take("..") || in_.take(".")) {
            step.axis = in_.since(begin) == ".." ? Axis::parent : Axis::self;
            skip_space();
            if (in_.peek() == '[')
                in_.fail(in_.at(), fmt::format("no condition can stand behind '{0}'; write {1}::node()[…]",
                                               in_.since(begin), step.axis == Axis::self ? "self" : "parent"));
            path.steps.push_back(step);
            return;
        }
        step.axis = axis();
        node_test(step, begin);
        for (skip_space(); in_.peek() == '[' && !in_.has_failed(); skip_space()) {
            const auto [condition, is_positional] = predicate();
            step.predicates.push_back(condition);
            step.is_positional = step.is_positional || is_positional;
        }
        // "//a" is one step where nothing counts positions.
        const bool is_below = !path.steps.empty() && path.steps.back().axis == Axis::descendant_or_self &&
                              path.steps.back().test == NodeTest::node && path.steps.back().predicates.empty();
        if (is_below && step.axis == Axis::child && !step.is_positional) {
            step.axis = Axis::descendant;
            path.steps.back() = std::move(step);
        } else {
            path.steps.push_back(std::move(step));
        }
    }

    void node_test(Step& step, std::size_t begin) {
        if (in_.take("*")) {
            step.test = NodeTest::element;
            return;
        }
        const std::size_t name_begin = in_.at();
        const std::string_view written = name();
        if (written.empty()) {
            if (in_.is_at_end())
                in_.fail(begin, "a step is missing at the end");
            else if (in_.peek() == '/')
                in_.fail(in_.at(), "a step is missing between the slashes");
            else
                in_.fail(in_.at(), unexpected());
            return;
        }
        if (in_.peek() == ':' && in_.peek(1) != ':') {
            in_.fail(name_begin,
                     fmt::format("namespaces are not supported; write *[name()='{0}:…'] or leave out '{0}:'", written));
            return;
        }
        skip_space();
        if (in_.peek() != '(') {
            step.test = NodeTest::named;
            step.name = in_.add_name(written);
            return;
        }
        const std::size_t open = in_.at();
        in_.skip();
        const auto* type = std::ranges::find(node_types, written, &std::pair<std::string_view, NodeTest>::first);
        if (type == node_types.end())
            in_.fail(name_begin, fmt::format("{}() cannot be a step; there are node(), text() and comment()", written));
        else
            step.test = type->second;
        skip_space();
        if (step.test == NodeTest::nothing && (in_.peek() == '"' || in_.peek() == '\'')) (void)literal();
        close(open, ')');
    }

    ExprId primary() {
        const char c = in_.peek();
        const std::size_t begin = in_.at();
        if (c == '(') {
            in_.skip();
            if (!in_.enter(begin)) return 0;
            need_more(begin);
            const ExprId inner = expression();
            close(begin, ')');
            in_.leave();
            return inner;
        }
        if (c == '"' || c == '\'') return in_.add({.kind = ExprKind::string, .type = string, .text = literal()});
        if (c == '$') {
            in_.fail(begin, unexpected());
            return 0;
        }
        if (c != '.' && !is_ascii_digit(c)) return call();
        return in_.add({.kind = ExprKind::number, .type = number, .number = number_literal()});
    }

    ExprId call() {
        const std::size_t begin = in_.at();
        const std::string function_name(name());
        if (in_.peek() == ':') {
            in_.fail(begin,
                     fmt::format("'{}:…' is of another library; there is the core of XPath 1.0 alone", function_name));
            return 0;
        }
        const auto found = std::ranges::find(xpath_functions(), function_name, &XpathFunctionRow::name);
        if (found == xpath_functions().end()) {
            in_.fail(begin, fmt::format("{}() is no function of XPath 1.0", function_name));
            return 0;
        }
        if (found->function == XpathFunction::position || found->function == XpathFunction::last)
            asks_for_position_ = true;
        skip_space();
        const std::size_t open = in_.at();
        in_.skip();
        if (!in_.enter(open)) return 0;
        Expr expr{.kind = ExprKind::call, .type = found->result};
        expr.function = static_cast<std::uint8_t>(found - xpath_functions().begin());
        need_more(open);
        if (in_.peek() != ')') {
            do {
                skip_space();
                const std::size_t argument = in_.at();
                expr.arguments.push_back(expression());
                if (found->takes_nodes) need_nodes(expr.arguments.back(), argument);
                skip_space();
            } while (in_.take(","));
        }
        close(open, ')');
        in_.leave();
        if (expr.arguments.size() < found->least || expr.arguments.size() > found->most) wrong_count(begin, *found);
        return in_.add(std::move(expr));
    }

    void wrong_count(std::size_t begin, const XpathFunctionRow& of) {
        const auto text = of.least == of.most ? fmt::format("{}", of.least)
                          : of.most == 255    ? fmt::format("{} or more", of.least)
                                              : fmt::format("{} or {}", of.least, of.most);
        in_.fail(begin, fmt::format("{}() takes {} argument{}", of.name, text, text == "1" ? "" : "s"));
    }

    bool asks_for_position_ = false; ///< in the predicate that is being read
};

} // namespace

std::expected<SelectorProgram, SelectorError> compile_xpath(std::string_view text, std::size_t begin) {
    return XpathCompiler(text, begin).compile();
}

} // namespace arna
