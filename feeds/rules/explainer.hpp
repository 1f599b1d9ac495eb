#pragma once
#include "feeds/rules/explain.hpp"
#include "feeds/rules/item/features.hpp"
#include "feeds/rules/rule_program.hpp"

#include <cstdint>

namespace arna {

/// Evaluates every node of a rule and marks the terms that decide.
[[nodiscard]] Explanation explain_rule(const RuleProgram& program, const ItemFeatures& item, std::uint32_t rule);

} // namespace arna
