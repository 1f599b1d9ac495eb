#pragma once
#include "feeds/rules/rule_set.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace arna {

/// A rule that the command line gives, compiled; or a line on standard error that begins with `where`, and the rule with a caret
/// under what is wrong.
[[nodiscard]] std::optional<RuleSet> compile_or_report(std::string_view where, const std::string& rule);

} // namespace arna
