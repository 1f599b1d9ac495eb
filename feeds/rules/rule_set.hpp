#pragma once
#include "feeds/model/evidence.hpp"
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

/// The rule of a tag.
struct TagRule {
    std::string name;                          ///< "Референдум-2026"
    std::string match;                         ///< the query; empty means #name
    std::vector<std::string> aliases;          ///< other spellings of the name, for `#name` in any rule
    std::vector<std::string> sources;          ///< only these; all if empty
    bool loose = false;                        ///< docs/rules.md, "Folding"
    std::vector<std::string> excluded_sources; ///< never these
};

/// Why a rule does not compile. `column` counts code points from 1; `message` says what is wrong and what to do about
/// it.
struct RuleError {
    std::size_t rule = 0; ///< index of the TagRule
    std::size_t column = 1;
    std::string message;
};

struct RuleMatch {
    std::size_t rule = 0;
    std::vector<Evidence> because;
};

/// What a rule asks for by name, '*' included, in the order of the rule, each once; and what in it is allowed but
/// probably not meant.
struct RuleFacts {
    std::vector<std::string> tags, sources, labels, lists;
    std::vector<QueryWarning> warnings;
};

[[nodiscard]] RuleFacts facts_of(const Query& query);

/// Terms that lists bring to the rules of a set, together.
inline constexpr std::size_t max_listed_terms = 1'000'000;

struct RuleProgram;

/// Rules compiled together. Immutable and safe to share between threads. A rule of five words takes some 20 µs to
/// compile and some 400 bytes (900 in small sets); the cost of matching depends on the item's words, hardly on the
/// number of rules.
class RuleSet {
public:
    RuleSet();
    ~RuleSet();
    RuleSet(RuleSet&&) noexcept;
    RuleSet& operator=(RuleSet&&) noexcept;

    /// The compiled set, or every error of every rule. The aliases of `others` count in `#name` as those of `rules` do.
    [[nodiscard]] static std::expected<RuleSet, std::vector<RuleError>>
    compile(std::span<const TagRule> rules, const TermLists& lists = {}, std::span<const TagRule> others = {});

    /// The rules that match an item, in order, each with its evidence.
    [[nodiscard]] std::vector<RuleMatch> match(const MatchItem& item) const;

    /// The outcome of every part of a rule, whether or not it matches.
    /// Requires: rule < size().
    [[nodiscard]] Explanation explain(std::size_t rule, const MatchItem& item) const;

    [[nodiscard]] std::size_t size() const;

    /// What a rule asks for. An empty rule asks for the tag of its name.
    /// Requires: rule < size().
    [[nodiscard]] const RuleFacts& facts(std::size_t rule) const;

    /// The size of the compiled rules in bytes, without regular expressions and names.
    [[nodiscard]] std::size_t memory() const;

private:
    std::unique_ptr<const RuleProgram> program_;
};

} // namespace arna
