#include "feeds/rules/rule_access.hpp"

#include <algorithm>
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
        std::vector<Cover> covers(program_.rules.size());
        for (std::uint32_t rule = 0; rule < covers.size(); ++rule) {
            if (auto cover = cover_of(program_.rules[rule].root)) {
                covers[rule] = std::move(*cover);
            } else {
                access.always.push_back(rule);
            }
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
        case RuleNode::Kind::all: return best_of_children(index);
        case RuleNode::Kind::any: return union_of_children(index);
        case RuleNode::Kind::word: return Cover{weight_of(node.operand, term_weights_[node.operand]), {node.operand}};
        case RuleNode::Kind::phrase: return rarest_word(program_.phrases[node.operand]);
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

    [[nodiscard]] std::optional<Cover> best_of_children(std::uint32_t index) const {
        std::optional<Cover> best;
        for (const std::uint32_t child : ChildNodes(program_, index)) {
            auto cover = cover_of(child);
            if (cover && (!best || cover->weight < best->weight)) best = std::move(cover);
        }
        return best;
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

    [[nodiscard]] Cover rarest_word(std::span<const TermId> phrase) const {
        const auto weight = [this](TermId term) { return weight_of(term, term_weights_[term]); };
        const TermId term = *std::ranges::min_element(phrase, {}, weight);
        return {weight(term), {term}};
    }

    void fill(RuleAccess& access, std::vector<Cover>& covers) const {
        access.first.resize(program_.feature_count() + 1);
        for (Cover& cover : covers) {
            std::ranges::sort(cover.features);
            cover.features.erase(std::ranges::unique(cover.features).begin(), cover.features.end());
            for (const FeatureId feature : cover.features) ++access.first[feature + 1];
        }
        std::partial_sum(access.first.begin(), access.first.end(), access.first.begin());
        access.rules.resize(access.first.back());
        std::vector<std::uint32_t> next = access.first;
        for (std::uint32_t rule = 0; rule < covers.size(); ++rule) {
            for (const FeatureId feature : covers[rule].features) access.rules[next[feature]++] = rule;
        }
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
