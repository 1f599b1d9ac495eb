#pragma once
#include "feeds/html/select/node_ref.hpp"
#include "feeds/html/select/program.hpp"
#include "feeds/html/select/step_budget.hpp"
#include "feeds/html/tree/tree.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace arna {

/// What an expression is asked of: a node, and where it stands among those that a predicate filters.
struct EvaluationContext {
    NodeRef node;
    std::size_t position = 1, size = 1;
};

/// Evaluates the expressions of one program over one tree. What it gives once the budget is spent means nothing.
/// All three outlive it.
class Evaluation {
public:
    Evaluation(const SelectorProgram& program, const HtmlTree& tree, StepBudget& budget);

    /// Which element `:scope` is; the document for the root.
    void set_scope(NodeId scope);

    [[nodiscard]] NodeSet nodes(ExprId id, const EvaluationContext& context);
    [[nodiscard]] bool test(ExprId id, const EvaluationContext& context);
    [[nodiscard]] double number(ExprId id, const EvaluationContext& context);
    [[nodiscard]] std::string string(ExprId id, const EvaluationContext& context);

    void append_text(std::string& out, NodeRef node);
    [[nodiscard]] std::string text(NodeRef node);

    /// The attribute of that name in SelectorProgram::names, nothing where the element has none.
    [[nodiscard]] std::optional<NodeRef> attribute(NodeId element, std::uint32_t name);

private:
    struct ResolvedName {
        HtmlTag lower = HtmlTag::none, written = HtmlTag::none;
    };
    using Ranks = std::vector<std::uint32_t>; ///< by node: its place among its siblings from 1; 0: not counted yet
    static constexpr std::uint32_t no_rank = 0xFFFF'FFFF;

    [[nodiscard]] const Expr& expr(ExprId id) const { return program_.expressions[id]; }

    // paths
    NodeSet path_nodes(const Expr& path, const EvaluationContext& context);
    NodeSet step_nodes(const Step& step, const NodeSet& from);
    NodeSet positional_nodes(const Step& step, const NodeSet& from);
    bool reaches(const Expr& path, std::size_t step, NodeRef from);
    void keep_passing(NodeSet& list, ExprId predicate);
    [[nodiscard]] bool fits(const Step& step, NodeRef node) const;
    [[nodiscard]] bool passes(const std::vector<ExprId>& predicates, NodeRef node);

    // XPath
    bool compare(const Expr& expr, const EvaluationContext& context);
    bool compare_sets(ExprKind kind, const NodeSet& left, const NodeSet& right);
    bool call_test(const Expr& expr, const EvaluationContext& context);
    double call_number(const Expr& expr, const EvaluationContext& context);
    std::string call_string(const Expr& expr, const EvaluationContext& context);
    NodeSet elements_by_id(ExprId argument, const EvaluationContext& context);
    std::string first_text(const Expr& call, const EvaluationContext& context);
    std::string node_name(const Expr& call, const EvaluationContext& context);
    bool is_in_language(std::string_view wanted, NodeRef node);

    // CSS
    bool has_name(NodeId node, std::uint32_t name) const;
    bool compares(const Expr& expr, NodeId node);
    bool has_rank(ExprId id, NodeId node);
    void rank_siblings(ExprId id, NodeId parent, Ranks& ranks);
    bool is_empty(NodeId node);
    bool contains(const std::string& wanted, NodeId node);

    const SelectorProgram& program_;
    const HtmlTree& tree_;
    StepBudget& budget_;
    NodeId scope_ = HtmlTree::document();
    bool depends_on_scope_ = false;
    std::vector<ResolvedName> names_;
    std::map<ExprId, Ranks> ranks_;
    std::map<ExprId, NodeSet> absolute_; ///< what paths from the document found, which no context changes
};

} // namespace arna
