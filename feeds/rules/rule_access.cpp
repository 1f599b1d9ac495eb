#include "feeds/rules/rule_access.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

namespace arna {
namespace {

/// Features of which an item that matches has at least one.
struct Cover {
    float weight = 0; ///< how often one of them is expected
    std::vector<FeatureId> features;
};

class AccessBuilder {
public:
    AccessBuilder(const RuleProgram& program, std::span<const float> term_weights)
        : program_(program), term_weights_(term_weights), uses_(program.feature_count()) {}

    RuleAccess build() {
        for (const RuleNode& node : program_.nodes) count_uses(node);
        RuleAccess access;
        std::vector<std::vector<Cover>> covers(program_.rules.size());
        for (std::uint32_t rule = 0; rule < covers.size(); ++rule) {
            covers[rule] = covers_of(program_.rules[rule].root);
            if (covers[rule].empty()) access.always.push_back(rule);
        }
        fill(access, covers);
        return access;
    }

private:
    void count_uses(const RuleNode& node) {
        if (node.kind == RuleNode::Kind::phrase) {
            for (const TermId term : program_.phrases[node.operand]) ++uses_[term];
        } else if (program_.has_feature(node)) {
            ++uses_[program_.feature_of(node)];
        }
    }

    /// Words that many rules ask for are the common ones.
    [[nodiscard]] float weight_of(FeatureId feature, float base) const {
        return base * (1.0F + static_cast<float>(uses_[feature]));
    }

    [[nodiscard]] std::optional<Cover> cover_of(std::uint32_t index) const {
        const RuleNode& node = program_.nodes[index];
        switch (node.kind) {
        case RuleNode::Kind::all:
        case RuleNode::Kind::phrase: {
            std::vector<Cover> covers = covers_of(index);
            if (covers.empty()) return std::nullopt;
            return std::move(covers.front());
        }
        case RuleNode::Kind::any: return union_of_children(index);
        case RuleNode::Kind::word: return cover_of_term(node.operand);
        case RuleNode::Kind::name:
        case RuleNode::Kind::regex: {
            const FeatureId feature = program_.feature_of(node);
            return Cover{weight_of(feature, base_of(node)), {feature}};
        }
        default: return std::nullopt;
        }
    }

    static float base_of(const RuleNode& node) {
        switch (node.field) {
        case Field::lang:
        case Field::has: return 1000;
        case Field::label: return 30;
        default: return 1;
        }
    }

    [[nodiscard]] Cover cover_of_term(TermId term) const { return {weight_of(term, term_weights_[term]), {term}}; }

    /// What an item that matches has of each, best first: as many as the node shows to be needed.
    [[nodiscard]] std::vector<Cover> covers_of(std::uint32_t index) const {
        const RuleNode& node = program_.nodes[index];
        std::vector<Cover> covers;
        if (node.kind == RuleNode::Kind::phrase) {
            for (const TermId term : program_.phrases[node.operand]) covers.push_back(cover_of_term(term));
        } else if (node.kind == RuleNode::Kind::all) {
            for (const std::uint32_t child : ChildNodes(program_, index)) {
                if (auto cover = cover_of(child)) covers.push_back(std::move(*cover));
            }
        } else if (auto cover = cover_of(index)) {
            covers.push_back(std::move(*cover));
        }
        std::ranges::sort(covers, {}, &Cover::weight);
        return covers;
    }

    [[nodiscard]] std::optional<Cover> union_of_children(std::uint32_t index) const {
        Cover all;
        for (const std::uint32_t child : ChildNodes(program_, index)) {
            auto cover = cover_of(child);
            if (!cover) return std::nullopt;
            all.weight += cover->weight;
            all.features.insert(all.features.end(), cover->features.begin(), cover->features.end());
        }
        return all;
    }

    void fill(RuleAccess& access, std::vector<std::vector<Cover>>& covers) const {
        access.first.resize(program_.feature_count() + 1);
        for (std::vector<Cover>& of_rule : covers) {
            if (of_rule.empty()) continue;
            std::vector<FeatureId>& features = of_rule.front().features;
            std::ranges::sort(features);
            features.erase(std::ranges::unique(features).begin(), features.end());
            for (const FeatureId feature : features) ++access.first[feature + 1];
        }
        std::partial_sum(access.first.begin(), access.first.end(), access.first.begin());
        access.rules.resize(access.first.back());
        std::vector<std::uint32_t> next = access.first;
        for (std::uint32_t rule = 0; rule < covers.size(); ++rule) {
            if (covers[rule].empty()) continue;
            const HangingRule hanging{.rule = rule, .guards = guards_of(covers[rule])};
            for (const FeatureId feature : covers[rule].front().features) access.rules[next[feature]++] = hanging;
        }
    }

    /// Of what else the rule needs, the first that is one or two terms.
    [[nodiscard]] std::array<TermId, 2> guards_of(std::span<const Cover> covers) const {
        for (const Cover& cover : covers.subspan(1)) {
            const auto is_term = [this](FeatureId feature) { return feature < program_.term_count; };
            if (cover.features.size() > 2 || !std::ranges::all_of(cover.features, is_term)) continue;
            return {cover.features.front(), cover.features.back()};
        }
        return {HangingRule::unguarded, HangingRule::unguarded};
    }

    const RuleProgram& program_;
    std::span<const float> term_weights_;
    std::vector<std::uint32_t> uses_; ///< by feature: in how many terms it stands
};

} // namespace

RuleAccess make_access(const RuleProgram& program, std::span<const float> term_weights) {
    return AccessBuilder(program, term_weights).build();
}

} // namespace arna
