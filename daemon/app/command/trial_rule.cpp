#include "daemon/app/command/trial_rule.hpp"

#include "daemon/app/standard_io.hpp"
#include "feeds/rules/query/query.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <utility>

namespace arna {

std::optional<RuleSet> compile_or_report(std::string_view where, const std::string& rule) {
    const TagRule tag{.match = rule};
    auto compiled = RuleSet::compile({&tag, 1});
    if (compiled) return std::move(*compiled);
    const RuleError& error = compiled.error().front();
    report(fmt::format("{}, column {}", where, error.column), error.message);
    if (!rule.empty()) fmt::print(stderr, "{}", caret_lines(rule, error.column));
    return std::nullopt;
}

} // namespace arna
