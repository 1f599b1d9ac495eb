#pragma once
#include "feeds/rules/index/regex.hpp"
#include "feeds/rules/query/lexer.hpp"
#include "feeds/rules/query/query.hpp"

#include <expected>

namespace arna {

/// What a token asks of a field: the value of a word, phrase, regular expression or comparison, checked. A regular expression
/// is charged to the budget of the rule.
[[nodiscard]] std::expected<Term, QueryFault> make_term(const QueryToken& token, Field field, RegexBudget& budget);

} // namespace arna
