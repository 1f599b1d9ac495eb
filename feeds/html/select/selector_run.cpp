#include "feeds/html/select/evaluation.hpp"
#include "feeds/html/select/selector.hpp"

#include <algorithm>
#include <utility>

namespace arna {

class SelectorRun::State {
public:
    State(const HtmlTree& tree, StepBudget& budget) : tree_(tree), budget_(budget) {}

    Selection select(const SelectorProgram& program, NodeId context) {
        Evaluation& evaluation = evaluations_.try_emplace(&program, program, tree_, budget_).first->second;
        evaluation.set_scope(context);
        Selection found = program.is_xpath ? evaluate(program, evaluation, context) : css(program, evaluation, context);
        return budget_.is_spent() ? Selection{} : found;
    }

    std::string text_of(NodeRef node) {
        static const SelectorProgram none;
        std::string text = Evaluation(none, tree_, budget_).text(node);
        return budget_.is_spent() ? std::string() : text;
    }

private:
    static Selection evaluate(const SelectorProgram& program, Evaluation& evaluation, NodeId context) {
        const EvaluationContext from{.node = NodeRef(context)};
        if (program.expressions[program.root].type == XpathType::nodes)
            return {.nodes = evaluation.nodes(program.root, from)};
        return {.nodes = {}, .value = evaluation.string(program.root, from)};
    }

    Selection css(const SelectorProgram& program, Evaluation& evaluation, NodeId context) {
        NodeSet found;
        bool has_bare = false;
        for (const CssBranch& branch : program.branches) {
            has_bare = has_bare || branch.is_bare;
            if (!branch.is_relative) continue;
            for (const NodeRef node : evaluation.nodes(branch.expr, {.node = NodeRef(context)}))
                add_output(branch, node.node(), evaluation, found);
        }
        for (std::uint32_t i = index_of(context) + 1; i < index_of(tree_[context].end) && budget_.spend(); ++i)
            add_matches(program, NodeId{i}, evaluation, found);
        if (found.empty() || has_bare) add_matches(program, context, evaluation, found);
        std::ranges::sort(found);
        const auto repeated = std::ranges::unique(found);
        found.erase(repeated.begin(), repeated.end());
        return {.nodes = std::move(found)};
    }

    void add_matches(const SelectorProgram& program, NodeId node, Evaluation& evaluation, NodeSet& found) {
        if (tree_[node].kind != NodeKind::element) return;
        for (const CssBranch& branch : program.branches)
            if (!branch.is_relative && evaluation.test(branch.expr, {.node = NodeRef(node)}))
                add_output(branch, node, evaluation, found);
    }

    void add_output(const CssBranch& branch, NodeId node, Evaluation& evaluation, NodeSet& found) {
        if (branch.output == CssBranch::Output::element) {
            found.emplace_back(node);
        } else if (branch.output == CssBranch::Output::attribute) {
            if (const auto attribute = evaluation.attribute(node, branch.name)) found.push_back(*attribute);
        } else {
            for (NodeId child = tree_[node].first_child; child != no_node && budget_.spend(); child = tree_[child].next)
                if (tree_[child].kind == NodeKind::text) found.emplace_back(child);
        }
    }

    const HtmlTree& tree_;
    StepBudget& budget_;
    std::map<const SelectorProgram*, Evaluation> evaluations_; ///< they remember what many contexts ask for
};

SelectorRun::SelectorRun(const HtmlTree& tree, StepBudget& budget) : state_(std::make_unique<State>(tree, budget)) {}
SelectorRun::~SelectorRun() = default;

Selection SelectorRun::select(const Selector& selector, NodeId context) {
    return state_->select(selector.program(), context);
}

std::string SelectorRun::text_of(NodeRef node) { return state_->text_of(node); }

} // namespace arna
