#pragma once
#include "daemon/app/command/table/reply.hpp"
#include "feeds/rules/rule_set.hpp"

#include <expected>
#include <string>
#include <string_view>

namespace arna {

/// A rule that the command line gives, compiled; `lists` are those of the configuration. An error names the column and
/// shows the rule with a caret; it begins
/// with
/// `where`.
[[nodiscard]] std::expected<RuleSet, CommandError> compile_rule(std::string_view where, const std::string& rule,
                                                                const TermLists& lists);

} // namespace arna
