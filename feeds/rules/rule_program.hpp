#pragma once
#include "feeds/rules/index/regex.hpp"
#include "feeds/rules/index/term_index.hpp"
#include "feeds/rules/item/names.hpp"
#include "feeds/rules/query/query.hpp"
#include "feeds/rules/rule_set.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// One node of a compiled rule. A rule is a run of nodes, each before its children.
struct RuleNode {
    enum class Kind : std::uint8_t {
        all,
        any,
        negation,
        word,      ///< operand: TermId
        phrase,    ///< operand: index in RuleProgram::phrases
        name,      ///< operand: NameId
        wildcard,  ///< operand: index in RuleProgram::patterns, a whole name with '*'
        part,      ///< operand: index in RuleProgram::patterns, a part of the address
        regex,     ///< operand: RegexId
        age,       ///< operand: index in RuleProgram::ages
        published, ///< operand: index in RuleProgram::dates
    };
    Kind kind : 4 = Kind::all;
    Field field : 4 = Field::text;
    bool loose : 1 = false;
    std::uint32_t size : 23 = 1; ///< of the node with its descendants, in nodes
    std::uint32_t operand = 0;

    [[nodiscard]] bool is_term() const { return kind >= Kind::word; }
};

/// A part of RuleProgram::texts.
struct TextRange {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
};

/// The sources that a rule takes items from. Both lists are sorted; an empty `only` means all.
struct SourceFilter {
    std::vector<std::string> only;
    std::vector<std::string> never;

    [[nodiscard]] bool admits(std::string_view source) const;
    friend auto operator<=>(const SourceFilter&, const SourceFilter&) = default;
};

struct CompiledRule {
    std::uint32_t root = 0; ///< index of its first node
    std::uint32_t filter = 0;
    TextRange text; ///< the whole rule
};

/// A feature is something that an item may have and that is looked for once for all rules: a term, a name or a regular
/// expression. They are numbered in this order.
using FeatureId = std::uint32_t;

/// A rule that hangs on a feature, and two terms of which an item that matches has at least one: they rule out most
/// rules without a look at their nodes.
struct HangingRule {
    static constexpr TermId unguarded = 0xFFFFFFFF;

    std::uint32_t rule = 0;
    std::array<TermId, 2> guards = {unguarded, unguarded}; ///< the same twice if it is one
};

/// The rules that each feature makes candidates. Every rule that matches an item hangs on one of the item's features or
/// is in
/// `always`.
struct RuleAccess {
    std::vector<std::uint32_t> first; ///< by feature: the index of its first rule in `rules`; one more at the end
    std::vector<HangingRule> rules;
    std::vector<std::uint32_t> always;
};

/// All rules, compiled. Immutable.
struct RuleProgram {
    std::vector<RuleNode> nodes;
    std::vector<TextRange> node_texts; ///< by node: the term, or list, as it is written; few are ever read
    std::vector<CompiledRule> rules;
    std::vector<SourceFilter> filters;
    std::string texts;

    TermIndex strict, loose;
    TermId term_count = 0;
    std::vector<std::vector<TermId>> phrases;
    NameIndex names;
    std::vector<std::string> patterns;
    RegexSet regexes;
    std::uint32_t regex_fields = 0; ///< the fields in which expressions look, as bits
    std::vector<AgeTerm> ages;
    std::vector<PublishedTerm> dates;

    RuleAccess access;
    std::vector<RuleFacts> facts; ///< by rule

    /// Whether a term is a feature by itself. A phrase is not: it hangs on one of its words.
    [[nodiscard]] bool has_feature(const RuleNode& node) const;
    [[nodiscard]] FeatureId feature_of(const RuleNode& node) const;
    [[nodiscard]] FeatureId feature_count() const { return term_count + names.size() + regexes.size(); }
    [[nodiscard]] std::string_view text_of(TextRange range) const {
        return std::string_view(texts).substr(range.begin, range.size);
    }
    /// Prefetches the first nodes of a rule: most or all of them.
    void prefetch_nodes(std::uint32_t rule) const {
        constexpr std::size_t nodes_a_line = 64 / sizeof(RuleNode);
        const RuleNode* root = &nodes[rules[rule].root];
        for (std::size_t line = 0; line < 3; ++line) __builtin_prefetch(root + line * nodes_a_line);
    }
    /// Whether any rule asks for tags, and so for hashtags.
    [[nodiscard]] bool asks_for_tags() const;
    [[nodiscard]] std::size_t memory() const;
};

/// The children of a node, as indexes of nodes.
class ChildNodes {
public:
    ChildNodes(const RuleProgram& program, std::uint32_t parent)
        : program_(program), first_(parent + 1), end_(parent + program.nodes[parent].size) {}

    class Iterator {
    public:
        Iterator(const RuleProgram& program, std::uint32_t node) : program_(&program), node_(node) {}
        std::uint32_t operator*() const { return node_; }
        Iterator& operator++() {
            node_ += program_->nodes[node_].size;
            return *this;
        }
        bool operator==(const Iterator& other) const { return node_ == other.node_; }

    private:
        const RuleProgram* program_;
        std::uint32_t node_;
    };
    [[nodiscard]] Iterator begin() const { return {program_, first_}; }
    [[nodiscard]] Iterator end() const { return {program_, end_}; }

private:
    const RuleProgram& program_;
    std::uint32_t first_, end_;
};

/// Compiles rules, with the aliases of others too; gives the program, or every error.
[[nodiscard]] std::expected<RuleProgram, std::vector<RuleError>>
compile_program(std::span<const TagRule> rules, const TermLists& lists, std::span<const TagRule> others);

} // namespace arna
