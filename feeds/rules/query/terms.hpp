#pragma once
#include "feeds/rules/index/regex.hpp"
#include "feeds/rules/query/lexer.hpp"
#include "feeds/rules/query/query.hpp"

#include <expected>

namespace arna {

/// The term that a token makes of a field: a word, phrase, regular expression, name or comparison. A regular expression
/// is charged to the budget of its rule.
[[nodiscard]] std::expected<Term, QueryFault> make_term(const QueryToken& token, Field field, RegexBudget& budget);

} // namespace arna
