#pragma once
#include "feeds/rules/match_item.hpp"
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
    std::string name;                 ///< "Референдум-2026"
    std::string match;                ///< the query; empty means #name
    std::vector<std::string> aliases; ///< other spellings of the name, for `#name` in any rule
    std::vector<std::string> sources; ///< only these; empty: every one
    bool loose = false;               ///< docs/rules.md, "Folding"
};

/// Why a rule does not compile. `column` counts code points from 1; `message` says what and what to do.
struct RuleError {
    std::size_t rule = 0; ///< index of the TagRule
    std::size_t column = 1;
    std::string message;
};

/// A leaf of a rule that held, and what it found.
struct Evidence {
    std::string field; ///< "title", "category", "hashtag", …
    std::string term;  ///< as the rule has it
    std::string found; ///< as the item has it
};

struct RuleMatch {
    std::size_t rule = 0;
    std::vector<Evidence> because;
};

/// All rules compiled together. Immutable and safe to share between threads.
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

    [[nodiscard]] std::size_t size() const;

private:
    struct Compiled;
    std::unique_ptr<const Compiled> compiled_;
};

} // namespace arna
