#pragma once
#include "feeds/rules/query/query.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// What is wrong with a regular expression, if something is: its syntax, or that it is too large to run in bounded time.
[[nodiscard]] std::optional<std::string> regex_problem(const RegexTerm& term);

/// How much of a text expressions see, in bytes: bounds the time that the worst of them can take.
inline constexpr std::size_t max_regex_text = 256 * 1024;

/// Numbers a regular expression of a RegexSet.
using RegexId = std::uint32_t;

/// The regular expressions of all rules, searched for together: time is linear in the text, memory bounded for all of
/// them together. Immutable and safe to share once finished.
class RegexSet {
public:
    RegexSet();
    ~RegexSet();
    RegexSet(RegexSet&&) noexcept;
    RegexSet& operator=(RegexSet&&) noexcept;

    /// The number of an expression in which regex_problem() found nothing; an equal one has the same.
    RegexId add(const RegexTerm& term);

    /// Makes the automata; nothing may be added any more.
    void finish();

    [[nodiscard]] RegexId size() const { return static_cast<RegexId>(patterns_.size()); }

    /// The expressions that are found in a text, which is NFC.
    [[nodiscard]] std::vector<RegexId> find(std::string_view text) const;

    /// Where an expression is found first, a view into the text. Compiles it again, for only the few that are shown
    /// need this.
    [[nodiscard]] std::optional<std::string_view> first(RegexId id, std::string_view text) const;

private:
    struct Group;

    std::vector<std::string> patterns_; ///< with their flags
    std::vector<std::unique_ptr<const Group>> groups_;
};

} // namespace arna
