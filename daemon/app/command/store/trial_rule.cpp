#include "daemon/app/command/store/trial_rule.hpp"

#include "config/load.hpp"
#include "feeds/rules/query/query.hpp"

#include <utility>

namespace arna {

std::expected<RuleSet, CommandError> compile_rule(std::string_view where, const std::string& rule,
                                                  const Config& config) {
    const TagRule tag{.match = rule};
    auto compiled = RuleSet::compile({&tag, 1}, term_lists(config), tag_rules(config));
    if (compiled) return std::move(*compiled);
    const RuleError& error = compiled.error().front();
    return std::unexpected(CommandError{.where = std::string(where),
                                        .what = error.message,
                                        .column = error.column,
                                        .excerpt = rule.empty() ? std::string{} : caret_lines(rule, error.column)});
}

} // namespace arna
