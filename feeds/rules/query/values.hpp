#pragma once
#include "feeds/rules/index/regex.hpp"
#include "feeds/rules/query/lexer.hpp"
#include "feeds/rules/query/query.hpp"

#include <expected>

/// Values in rules with a syntax of their own.
namespace arna {

using QueryValue = std::expected<decltype(Term::test), QueryFault>;

/// A duration "90s", "15m", "2h", "7d" behind `age` and its comparison.
[[nodiscard]] QueryValue read_age(const QueryToken& token);

/// A year, month, day or moment behind `published` and its comparison: RFC 3339 or the beginning of it, UTC if there is
/// no offset.
[[nodiscard]] QueryValue read_published(const QueryToken& token);

/// A regular expression, which must fit the budget of its rule.
[[nodiscard]] QueryValue read_regex(const QueryToken& token, RegexBudget& budget);

} // namespace arna
