#include "feeds/rules/item/url_text.hpp"
#include "feeds/rules/query/fields.hpp"
#include "feeds/rules/rule_access.hpp"
#include "feeds/rules/rule_program.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/words/tag_key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace arna {
namespace {

/// Which names of tags count as one another: those of a tag and its aliases, whatever rule asks for them.
class Aliases {
public:
    explicit Aliases(std::span<const TagRule> rules) {
        for (const TagRule& rule : rules) {
            if (rule.aliases.empty()) continue;
            std::vector<std::string> names = rule.aliases;
            names.push_back(rule.name);
            for (const std::string& name : names) {
                auto& others = by_key_[tag_key(name)];
                others.insert(others.end(), names.begin(), names.end());
            }
        }
    }

    [[nodiscard]] std::span<const std::string> of(std::string_view name) const {
        const auto found = by_key_.find(tag_key(name));
        return found == by_key_.end() ? std::span<const std::string>() : std::span<const std::string>(found->second);
    }

private:
    std::map<std::string, std::vector<std::string>> by_key_;
};

/// How often a word is expected in a text: short ones and beginnings more often.
float expected_frequency(const QueryWord& word) {
    const std::size_t letters = code_points(word.folded);
    const float base = letters <= 3 ? 8.0F : letters <= 5 ? 3.0F : letters <= 8 ? 2.0F : 1.0F;
    return word.match == QueryWord::Match::prefix ? 3 * base : base;
}

class Compiler {
public:
    explicit Compiler(std::span<const TagRule> rules) : rules_(rules), aliases_(rules) {}

    std::expected<RuleProgram, std::vector<RuleError>> compile() {
        for (std::size_t i = 0; i < rules_.size(); ++i) compile_rule(i);
        if (!errors_.empty()) return std::unexpected(std::move(errors_));
        program_.strict = std::move(strict_).build();
        program_.loose = std::move(loose_).build();
        program_.names.finish();
        program_.regexes.finish();
        program_.nodes.shrink_to_fit();
        program_.node_texts.shrink_to_fit();
        program_.texts.shrink_to_fit();
        program_.access = make_access(program_, term_weights_);
        return std::move(program_);
    }

private:
    void compile_rule(std::size_t index) {
        const TagRule& rule = rules_[index];
        const bool is_named = rule.match.empty() && !rule.name.empty();
        const std::string text = is_named ? fmt::format("#\"{}\"", rule.name) : rule.match;
        const auto query = parse_query(text);
        if (!query) {
            errors_.push_back({index, query.error().column, query.error().message});
            return;
        }
        is_loose_ = rule.loose;
        program_.rules.push_back({.root = static_cast<std::uint32_t>(program_.nodes.size()),
                                  .filter = filter_of(rule),
                                  .text = append_text(text)});
        add_node(query->root);
    }

    TextRange append_text(std::string_view text) {
        const TextRange range{static_cast<std::uint32_t>(program_.texts.size()),
                              static_cast<std::uint32_t>(text.size())};
        program_.texts += text;
        return range;
    }

    std::uint32_t filter_of(const TagRule& rule) {
        SourceFilter filter{rule.sources, rule.excluded_sources};
        std::ranges::sort(filter.only);
        std::ranges::sort(filter.never);
        const auto [known, is_new] = filters_.try_emplace(filter, static_cast<std::uint32_t>(program_.filters.size()));
        if (is_new) program_.filters.push_back(std::move(filter));
        return known->second;
    }

    void add_node(const QueryNode& query) {
        const std::size_t index = program_.nodes.size();
        const bool is_term = query.kind == QueryNode::Kind::term;
        program_.nodes.push_back(is_term ? term_node(query.term) : RuleNode{.kind = kind_of(query.kind)});
        program_.node_texts.push_back(is_term ? text_of(query.term) : TextRange{});
        for (const QueryNode& child : query.children) add_node(child);
        program_.nodes[index].size = static_cast<std::uint32_t>(program_.nodes.size() - index);
    }

    TextRange text_of(const Term& term) const {
        return {program_.rules.back().text.begin + static_cast<std::uint32_t>(term.offset),
                static_cast<std::uint32_t>(term.text.size())};
    }

    static RuleNode::Kind kind_of(QueryNode::Kind kind) {
        switch (kind) {
        case QueryNode::Kind::any: return RuleNode::Kind::any;
        case QueryNode::Kind::negation: return RuleNode::Kind::negation;
        default: return RuleNode::Kind::all;
        }
    }

    RuleNode term_node(const Term& term) {
        RuleNode node{.field = term.field, .loose = is_loose_};
        std::visit([&](const auto& test) { set_operand(node, test); }, term.test);
        return node;
    }

    void set_operand(RuleNode& node, const WordsTerm& test) {
        std::vector<TermId> terms;
        for (const QueryWord& word : test.words) terms.push_back(term_id(word));
        if (terms.size() == 1) {
            node.kind = RuleNode::Kind::word;
            node.operand = terms.front();
        } else {
            node.kind = RuleNode::Kind::phrase;
            node.operand = append(program_.phrases, std::move(terms));
        }
    }

    TermId term_id(const QueryWord& word) {
        const TermId term = (is_loose_ ? loose_ : strict_).add(word, program_.term_count);
        if (term == term_weights_.size()) term_weights_.push_back(expected_frequency(word));
        return term;
    }

    void set_operand(RuleNode& node, const NameTerm& test) {
        const bool is_name = node.field == Field::source || node.field == Field::label;
        if (node.field == Field::url) {
            node.kind = RuleNode::Kind::part;
            node.operand = append(program_.patterns, comparable_url(test.name, is_loose_));
        } else if (is_name && test.name.contains('*')) {
            node.kind = RuleNode::Kind::wildcard;
            node.operand = append(program_.patterns, fold(test.name, is_loose_));
        } else {
            const bool loose = is_loose_ && (is_name || node.field == Field::tag);
            const auto accepted = node.field == Field::tag ? aliases_.of(test.name) : std::span<const std::string>();
            node.kind = RuleNode::Kind::name;
            node.operand = program_.names.add(node.field, loose, test.name, accepted);
        }
    }

    void set_operand(RuleNode& node, const RegexTerm& test) {
        node.kind = RuleNode::Kind::regex;
        node.operand = program_.regexes.add(test);
        program_.regex_fields |= fields_of(node.field);
    }

    void set_operand(RuleNode& node, const AgeTerm& test) {
        node.kind = RuleNode::Kind::age;
        node.operand = append(program_.ages, test);
    }

    void set_operand(RuleNode& node, const PublishedTerm& test) {
        node.kind = RuleNode::Kind::published;
        node.operand = append(program_.dates, test);
    }

    template <class T>
    static std::uint32_t append(std::vector<T>& values, T value) {
        values.push_back(std::move(value));
        return static_cast<std::uint32_t>(values.size() - 1);
    }

    std::span<const TagRule> rules_;
    Aliases aliases_;
    RuleProgram program_;
    TermIndex::Builder strict_{false};
    TermIndex::Builder loose_{true};
    std::map<SourceFilter, std::uint32_t> filters_;
    std::vector<float> term_weights_;
    std::vector<RuleError> errors_;
    bool is_loose_ = false;
};

} // namespace

std::expected<RuleProgram, std::vector<RuleError>> compile_program(std::span<const TagRule> rules) {
    return Compiler(rules).compile();
}

} // namespace arna
