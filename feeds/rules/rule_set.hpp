#pragma once
#include "feeds/rules/explain.hpp"
#include "feeds/rules/item/match_item.hpp"
#include "feeds/rules/query/query.hpp"
#include "feeds/text/error.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// A tag as rules see it.
struct TagRule {
    std::string name;                          ///< "Референдум-2026"
    std::string match;                         ///< the query; empty means #name
    std::vector<std::string> aliases;          ///< other spellings of the name, for `#name` in any rule
    std::vector<std::string> sources;          ///< only these; empty: every one
    bool loose = false;                        ///< docs/rules.md, "Folding"
    std::vector<std::string> excluded_sources; ///< never these
};

/// Why a rule does not compile. `column` counts code points from 1; `message` says what and what to do.
struct RuleError {
    std::size_t rule = 0; ///< index of the TagRule
    std::size_t column = 1;
    std::string message;
};

/// A leaf of a rule that held, and what it found. A tag that is both a category and a hashtag of the item gives two.
struct Evidence {
    std::string field; ///< "title", "category", "hashtag", …
    std::string term;  ///< as the rule has it
    std::string found; ///< as the item has it, its first max_found_bytes

    friend bool operator==(const Evidence&, const Evidence&) = default;
};

struct RuleMatch {
    std::size_t rule = 0;
    std::vector<Evidence> because;
};

/// What a rule asks for by name, '*' included, in the order of the rule, each once; and what in it is allowed but probably
/// not meant.
struct RuleFacts {
    std::vector<std::string> tags, sources, labels;
    std::vector<QueryWarning> warnings;
};

[[nodiscard]] RuleFacts facts_of(const Query& query);

struct RuleProgram;

/// All rules compiled together. Immutable and safe to share between threads. Compiling takes some 20 µs a rule, a set some
/// 400 bytes a rule of five words (of few rules up to 900); matching costs by the item's words, hardly by the number of rules.
class RuleSet {
public:
    RuleSet();
    ~RuleSet();
    RuleSet(RuleSet&&) noexcept;
    RuleSet& operator=(RuleSet&&) noexcept;

    /// Every error of every rule, or the compiled set.
    [[nodiscard]] static std::expected<RuleSet, std::vector<RuleError>> compile(std::span<const TagRule> rules);

    /// The rules that an item matches, in order, each with its evidence.
    [[nodiscard]] std::vector<RuleMatch> match(const MatchItem& item) const;

    /// What became of every part of one rule (an index less than size()), also where the item is out.
    [[nodiscard]] Explanation explain(std::size_t rule, const MatchItem& item) const;

    [[nodiscard]] std::size_t size() const;

    /// Of a rule, by an index less than size(). A rule that is empty asks for the tag of its name.
    [[nodiscard]] const RuleFacts& facts(std::size_t rule) const;

    /// Bytes that the compiled rules take, without regular expressions and tables of names.
    [[nodiscard]] std::size_t memory() const;

private:
    std::unique_ptr<const RuleProgram> program_;
};

} // namespace arna
