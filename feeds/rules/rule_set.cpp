#include "feeds/rules/rule_set.hpp"

#include "feeds/rules/evaluation.hpp"
#include "feeds/rules/explainer.hpp"
#include "feeds/rules/item/features.hpp"
#include "feeds/rules/rule_program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

namespace arna {
namespace {

/// Collects the terms that hold below a node; whether it holds. Negations give no evidence: they hold by what is not
/// there.
bool gather(const RuleProgram& program, const ItemFeatures& item, std::uint32_t index, std::vector<Evidence>& because) {
    const RuleNode& node = program.nodes[index];
    if (node.kind == RuleNode::Kind::negation) return !holds(program, item, index + 1);
    if (node.is_term()) {
        return add_evidence(program, item, index, because);
    }
    const bool needs_all = node.kind == RuleNode::Kind::all;
    const std::size_t before = because.size();
    bool result = needs_all;
    for (const std::uint32_t child : ChildNodes(program, index)) {
        if (gather(program, item, child, because) == needs_all) continue;
        result = !needs_all;
        if (needs_all) break;
    }
    if (!result) because.resize(before);
    if (const TextRange list = program.node_texts[index]; list.size > 0) {
        for (Evidence& evidence : std::span(because).subspan(before))
            evidence.term += fmt::format(" ({})", program.text_of(list));
    }
    return result;
}

} // namespace

RuleSet::RuleSet() : program_(std::make_unique<const RuleProgram>()) {}
RuleSet::~RuleSet() = default;
RuleSet::RuleSet(RuleSet&&) noexcept = default;
RuleSet& RuleSet::operator=(RuleSet&&) noexcept = default;

std::expected<RuleSet, std::vector<RuleError>> RuleSet::compile(std::span<const TagRule> rules, const TermLists& lists,
                                                                std::span<const TagRule> others) {
    auto program = compile_program(rules, lists, others);
    if (!program) return std::unexpected(std::move(program).error());
    RuleSet set;
    set.program_ = std::make_unique<const RuleProgram>(std::move(*program));
    return set;
}

/// Takes some rules at a time, and asks for the memory of all of them first, so that waiting for it overlaps.
std::vector<RuleMatch> RuleSet::match(const MatchItem& item) const {
    constexpr std::size_t at_a_time = 32;
    const ItemFeatures features(*program_, item);
    const std::vector<std::uint32_t> candidates = features.candidates();
    std::vector<RuleMatch> matches;
    matches.reserve(candidates.size());
    for (std::size_t begin = 0; begin < candidates.size(); begin += at_a_time) {
        const auto some = std::span(candidates).subspan(begin, std::min(at_a_time, candidates.size() - begin));
        for (const std::uint32_t rule : some) __builtin_prefetch(&program_->rules[rule]);
        for (const std::uint32_t rule : some) program_->prefetch_nodes(rule);
        for (const std::uint32_t rule : some) {
            const CompiledRule& compiled = program_->rules[rule];
            if (!program_->filters[compiled.filter].admits(item.source)) continue;
            if (!holds(*program_, features, compiled.root)) continue;
            matches.push_back({.rule = rule});
            matches.back().because.reserve(4); // as many as most have
            gather(*program_, features, compiled.root, matches.back().because);
        }
    }
    return matches;
}

Explanation RuleSet::explain(std::size_t rule, const MatchItem& item) const {
    return explain_rule(*program_, ItemFeatures(*program_, item), static_cast<std::uint32_t>(rule));
}

std::size_t RuleSet::size() const { return program_->rules.size(); }

const RuleFacts& RuleSet::facts(std::size_t rule) const { return program_->facts[rule]; }

std::size_t RuleSet::memory() const { return program_->memory(); }

} // namespace arna
