#include "feeds/rules/item/url_text.hpp"
#include "feeds/rules/query/fields.hpp"
#include "feeds/rules/rule_access.hpp"
#include "feeds/rules/rule_program.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/words/tag_key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <unordered_map>
#include <utility>

namespace arna {
namespace {

/// Which names of tags count as one another: those of a tag and its aliases, whatever rule asks for them.
class Aliases {
public:
    using Tags = std::vector<const TagRule*>; ///< in the order of the rules

    Aliases(std::span<const TagRule> rules, std::span<const TagRule> others) {
        for (const auto some : {rules, others}) {
            for (const TagRule& tag : some) {
                if (tag.aliases.empty()) continue;
                add(tag.name, tag);
                for (const std::string& alias : tag.aliases) add(alias, tag);
            }
        }
    }

    /// The tags with aliases that go by a name.
    [[nodiscard]] const Tags& tags_of(std::string_view name) const {
        static const Tags none;
        if (by_key_.empty()) return none;
        const auto found = by_key_.find(tag_key(name));
        return found == by_key_.end() ? none : found->second;
    }

    /// All names of some tags.
    [[nodiscard]] std::vector<std::string> names_of(const Tags& tags) const {
        std::vector<std::string> names;
        for (const TagRule* tag : tags) {
            names.push_back(tag->name);
            std::ranges::copy(tag->aliases, std::back_inserter(names));
        }
        return names;
    }

private:
    void add(std::string_view name, const TagRule& tag) {
        Tags& tags = by_key_[tag_key(name)];
        if (tags.empty() || tags.back() != &tag) tags.push_back(&tag);
    }

    std::unordered_map<std::string, Tags> by_key_;
};

/// How often a word is expected in a text: short ones and beginnings more often.
float expected_frequency(const QueryWord& word) {
    const std::size_t letters = code_points(word.folded);
    const float base = letters <= 3 ? 8.0F : letters <= 5 ? 3.0F : letters <= 8 ? 2.0F : 1.0F;
    return word.match == QueryWord::Match::prefix ? 3 * base : base;
}

class Compiler {
public:
    Compiler(std::span<const TagRule> rules, const TermLists& lists, std::span<const TagRule> others)
        : rules_(rules), lists_(lists), aliases_(rules, others) {}

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
        auto query = parse_query(text, meter_, lists_);
        program_.facts.emplace_back();
        if (!query) {
            errors_.push_back({index, query.error().column, query.error().message});
            return;
        }
        program_.facts.back() = facts_of(*query);
        rule_ = index;
        is_loose_ = rule.loose;
        program_.rules.push_back({.root = static_cast<std::uint32_t>(program_.nodes.size()),
                                  .filter = filter_of(rule),
                                  .text = append_text(text)});
        if (listed_terms_ > max_listed_terms) return;
        add_node(query->root);
        if (listed_terms_ > max_listed_terms) {
            errors_.push_back({index, 1,
                               fmt::format("with this rule lists bring more than {} terms to all rules; use them in "
                                           "fewer rules, or shorten them",
                                           max_listed_terms)});
        }
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
        program_.nodes.push_back(is_term ? term_node(query.term)
                                         : RuleNode{.kind = kind_of(query.kind), .field = query.term.field});
        program_.node_texts.push_back(is_term || query.is_list() ? text_of(query.term) : TextRange{});
        if (query.is_list()) listed_terms_ += query.children.size();
        for (const QueryNode& child : query.children) add_node(child);
        program_.nodes[index].size = static_cast<std::uint32_t>(program_.nodes.size() - index);
    }

    TextRange text_of(const Term& term) {
        if (term.offset == Term::in_list) {
            const auto [known, is_new] = listed_texts_.try_emplace(term.text);
            if (is_new) known->second = append_text(term.text);
            return known->second;
        }
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
        column_ = term.column;
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
            node.kind = RuleNode::Kind::name;
            node.operand = node.field == Field::tag ? tag_id(test.name)
                                                    : program_.names.add(node.field, is_loose_ && is_name, test.name);
        }
    }

    /// All names of the same tags have one number.
    NameId tag_id(const std::string& name) {
        const Aliases::Tags& tags = aliases_.tags_of(name);
        if (tags.empty()) return program_.names.add(Field::tag, is_loose_, name);
        const auto [known, is_new] = tag_ids_.try_emplace({is_loose_, tags});
        if (is_new) known->second = program_.names.add_any(Field::tag, is_loose_, aliases_.names_of(tags));
        return known->second;
    }

    void set_operand(RuleNode& node, const RegexTerm& test) {
        node.kind = RuleNode::Kind::regex;
        program_.regex_fields |= fields_of(node.field);
        const auto id = program_.regexes.add(test, *meter_.measure(test));
        if (id)
            node.operand = *id;
        else if (!std::exchange(has_too_many_regexes_, true)) {
            errors_.push_back(
                {rule_, column_, "the regular expressions of all rules are too large together; write smaller ones"});
        }
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
    const TermLists& lists_;
    Aliases aliases_;
    RuleProgram program_;
    TermIndex::Builder strict_{false};
    TermIndex::Builder loose_{true};
    std::map<SourceFilter, std::uint32_t> filters_;
    std::vector<float> term_weights_;
    std::map<std::pair<bool, Aliases::Tags>, NameId> tag_ids_; ///< loose and not
    std::unordered_map<std::string, TextRange> listed_texts_;
    std::size_t listed_terms_ = 0;
    RegexMeter meter_;
    std::vector<RuleError> errors_;
    bool has_too_many_regexes_ = false;
    std::size_t rule_ = 0;   ///< that is compiled: its index,
    std::size_t column_ = 1; ///< the column of the term,
    bool is_loose_ = false;
};

} // namespace

RuleFacts facts_of(const Query& query) {
    return {.tags = names_in(query.root, Field::tag),
            .sources = names_in(query.root, Field::source),
            .labels = names_in(query.root, Field::label),
            .lists = lists_in(query.root),
            .warnings = query.warnings};
}

std::expected<RuleProgram, std::vector<RuleError>>
compile_program(std::span<const TagRule> rules, const TermLists& lists, std::span<const TagRule> others) {
    return Compiler(rules, lists, others).compile();
}

} // namespace arna
