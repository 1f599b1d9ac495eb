#include "feeds/html/select/program.hpp"
#include "feeds/html/select/selector.hpp"
#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <utility>

/// What a selector tells of itself.
namespace arna {
namespace {

bool finds_elements_at(const SelectorProgram& program, ExprId id) {
    const Expr& expr = program.expressions[id];
    switch (expr.kind) {
    case ExprKind::path: {
        if (expr.steps.empty()) return expr.start == PathStart::nodes && finds_elements_at(program, expr.arguments[0]);
        const Step& last = expr.steps.back();
        return last.axis != Axis::attribute && last.test != NodeTest::text && last.test != NodeTest::comment;
    }
    case ExprKind::filter: return finds_elements_at(program, expr.arguments[0]);
    case ExprKind::unite:
        return std::ranges::all_of(expr.arguments, [&](ExprId part) { return finds_elements_at(program, part); });
    default: return expr.type == XpathType::nodes;
    }
}

/// Whether a condition, or a part of it, asks for an attribute's value or a class.
bool is_specific(const SelectorProgram& program, ExprId id) {
    const Expr& expr = program.expressions[id];
    if (expr.kind == ExprKind::has_class || expr.kind == ExprKind::attribute) return true;
    const auto is_part_specific = [&](ExprId part) { return is_specific(program, part); };
    if (expr.kind == ExprKind::path)
        return std::ranges::any_of(expr.steps, [](const Step& step) { return step.axis == Axis::attribute; });
    return expr.kind != ExprKind::none && std::ranges::any_of(expr.arguments, is_part_specific);
}

bool is_specific(const SelectorProgram& program, const Step& step) {
    return std::ranges::any_of(step.predicates, [&](ExprId predicate) { return is_specific(program, predicate); });
}

/// The path that leads back from an element, among the conditions of its test; nothing where there is none.
const Expr* way_back(const SelectorProgram& program, ExprId test) {
    const Expr& expr = program.expressions[test];
    if (expr.kind == ExprKind::path) return &expr;
    if (expr.kind != ExprKind::all) return nullptr;
    for (const ExprId part : expr.arguments)
        if (program.expressions[part].kind == ExprKind::path) return &program.expressions[part];
    return nullptr;
}

/// Makes the program one of the containers; no where it names none.
bool to_css_container(SelectorProgram& program) {
    if (program.branches.size() != 1 || program.branches.front().is_relative) return false;
    const Expr* found = way_back(program, program.branches.front().expr);
    if (found == nullptr) return false;
    Expr rest = *found;
    const Step nearest = rest.steps.front();
    const bool holds = nearest.axis == Axis::parent || nearest.axis == Axis::ancestor;
    if (!holds || !is_specific(program, nearest)) return false;
    rest.steps.erase(rest.steps.begin());
    Expr test{.kind = ExprKind::all, .arguments = nearest.predicates};
    const auto add = [&](Expr expr) {
        program.expressions.push_back(std::move(expr));
        return static_cast<ExprId>(program.expressions.size() - 1);
    };
    if (!rest.steps.empty()) test.arguments.push_back(add(std::move(rest)));
    program.branches.front() = {.expr = add(std::move(test))};
    return true;
}

bool to_xpath_container(SelectorProgram& program) {
    Expr& root = program.expressions[program.root];
    if (root.kind != ExprKind::path || root.steps.size() < 2) return false;
    const Axis axis = root.steps.back().axis;
    if (axis != Axis::child && axis != Axis::descendant) return false;
    root.steps.pop_back();
    const Step& last = root.steps.back(); // "//" is a step where positions count
    if (last.axis == Axis::descendant_or_self && last.test == NodeTest::node && last.predicates.empty())
        root.steps.pop_back();
    return !root.steps.empty() && is_specific(program, root.steps.back());
}

} // namespace

bool Selector::finds_elements() const {
    if (program_->is_xpath) return finds_elements_at(*program_, program_->root);
    return std::ranges::all_of(program_->branches,
                               [](const CssBranch& branch) { return branch.output == CssBranch::Output::element; });
}

std::optional<Selector> Selector::container() const {
    auto program = std::make_shared<SelectorProgram>(*program_);
    if (!(program->is_xpath ? to_xpath_container(*program) : to_css_container(*program))) return std::nullopt;
    return Selector(std::move(program));
}

std::vector<std::string> Selector::names() const {
    std::vector<std::string> names;
    for (const Expr& expr : program_->expressions) {
        const bool has_name = expr.kind == ExprKind::has_class || expr.kind == ExprKind::attribute ||
                              (program_->is_xpath && expr.kind == ExprKind::string);
        if (!has_name) continue;
        std::string_view list = expr.text; // @class='card big' asks for two
        for (auto name = take_word(list); !name.empty(); name = take_word(list)) names.emplace_back(name);
    }
    return names;
}

} // namespace arna
