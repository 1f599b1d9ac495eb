#pragma once
#include "feeds/rules/query.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace arna {

/// What is wrong with a regular expression, if something is: its syntax, or that it is too large to run in bounded time.
[[nodiscard]] std::optional<std::string> regex_problem(const RegexTerm& term);

/// Numbers a regular expression of a RegexSet.
using RegexId = std::uint32_t;

/// The regular expressions of all rules, searched for together: time is linear in the text. Immutable and safe to share
/// once finished.
class RegexSet {
public:
    RegexSet();
    ~RegexSet();
    RegexSet(RegexSet&&) noexcept;
    RegexSet& operator=(RegexSet&&) noexcept;

    /// The number of an expression in which regex_problem() found nothing; an equal one has the same.
    RegexId add(const RegexTerm& term);

    /// Makes the common automaton; nothing may be added any more.
    void finish();

    [[nodiscard]] RegexId size() const { return static_cast<RegexId>(regexes_.size()); }

    /// The expressions that are found in a text, which is NFC.
    [[nodiscard]] std::vector<RegexId> find(std::string_view text) const;

    /// Where an expression is found first; a view into the text.
    [[nodiscard]] std::optional<std::string_view> first(RegexId id, std::string_view text) const;

private:
    struct Automaton;

    std::vector<std::unique_ptr<const re2::RE2>> regexes_;
    std::unique_ptr<const Automaton> automaton_; ///< none where one expression is alone
};

} // namespace arna
