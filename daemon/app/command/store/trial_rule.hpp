#pragma once
#include "daemon/app/command/table/reply.hpp"
#include "feeds/rules/rule_set.hpp"

#include <expected>
#include <string>
#include <string_view>

namespace arna {

struct Config;

/// A rule that the command line gives, compiled with the lists and the aliases of a configuration. An error names the
/// column and shows the rule with a caret; it begins with `where`.
[[nodiscard]] std::expected<RuleSet, CommandError> compile_rule(std::string_view where, const std::string& rule,
                                                                const Config& config);

} // namespace arna
