#pragma once
#include "feeds/model/token_query.hpp"
#include "feeds/rules/query/query.hpp"

namespace arna {

/// What an item must have among its item_tokens() for a rule, which is not loose, to hold for it: every item that the
/// rule matches has it, and others may. `anything` where the rule needs no word: it has only negations, expressions,
/// dates or fields that are no text, or needs more than is worth looking up.
[[nodiscard]] TokenQuery needed_tokens(const QueryNode& rule);

} // namespace arna
