#pragma once
#include "feeds/rules/query/query.hpp"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace arna {

/// How much of a text expressions see, in bytes: bounds the time that the worst of them takes.
inline constexpr std::size_t max_regex_text = std::size_t{256} * 1024;

/// What a regular expression costs.
struct RegexSize {
    int steps = 0; ///< of its program, a character class counting as a byte: bounds the time per byte of a text
    int program =
        0; ///< instructions of the whole program, classes spelled out in UTF-8: bounds memory and compile time

    RegexSize& operator+=(const RegexSize& other);
};

/// Measures regular expressions by compiling them, each distinct one once.
class RegexMeter {
public:
    /// What an expression costs; or what is wrong with it, syntax or size, as a sentence for the writer of the rule.
    [[nodiscard]] const std::expected<RegexSize, std::string>& measure(const RegexTerm& term);

private:
    std::unordered_map<std::string, std::expected<RegexSize, std::string>> known_; ///< by pattern with flags
};

/// The expressions of one rule: counts the distinct ones and what they cost together.
class RegexBudget {
public:
    explicit RegexBudget(RegexMeter& meter) : meter_(meter) {}

    /// Adds an expression. What is wrong with it, or that the rule has too many, if so.
    [[nodiscard]] std::optional<std::string> add(const RegexTerm& term);

private:
    RegexMeter& meter_;
    std::vector<RegexTerm> terms_; ///< each once
    RegexSize total_;
};

/// Numbers a regular expression of a RegexSet.
using RegexId = std::uint32_t;

/// The regular expressions of all rules, searched for together, in time linear in the text and in bounded memory.
/// Immutable and safe to share once finished.
class RegexSet {
public:
    RegexSet();
    ~RegexSet();
    RegexSet(RegexSet&&) noexcept;
    RegexSet& operator=(RegexSet&&) noexcept;

    /// The number of an expression; an equal one has the same. Nothing if it does not fit the memory of all of them.
    [[nodiscard]] std::optional<RegexId> add(const RegexTerm& term, const RegexSize& size);

    /// Makes the automata. Nothing may be added afterwards.
    void finish();

    [[nodiscard]] RegexId size() const { return static_cast<RegexId>(expressions_.size()); }

    /// The expressions that match a text.
    /// Requires: the text is in NFC.
    [[nodiscard]] std::vector<RegexId> find(std::string_view text) const;

    /// The first match of an expression, a view into the text.
    [[nodiscard]] std::optional<std::string_view> first(RegexId id, std::string_view text) const;

private:
    struct Expression {
        std::string pattern; ///< with its flags
        int program = 0;
    };
    struct Group;

    std::vector<Expression> expressions_;
    std::unordered_map<std::string, RegexId> known_; ///< by pattern, until finished
    std::size_t program_ = 0;                        ///< of all expressions
    std::vector<std::unique_ptr<const Group>> groups_;
};

} // namespace arna
