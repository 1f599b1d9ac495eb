#pragma once
#include "config/config.hpp"
#include "config/diagnostic.hpp"
#include "feeds/rules/rule_set.hpp"

#include <memory>
#include <string>
#include <vector>

namespace arna {

/// Compiles the rules of all tags. Each that does not is an error at its place in its file, with a caret line; then
/// there is no set. Warns of what the rules ask for and the configuration does not have. `texts` are those of
/// Config::files.
[[nodiscard]] std::shared_ptr<const RuleSet> compile_rules(const Config& config, const std::vector<std::string>& texts,
                                                           Findings& findings);

} // namespace arna
