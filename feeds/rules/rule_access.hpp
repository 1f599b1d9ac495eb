#pragma once
#include "feeds/rules/rule_program.hpp"

#include <span>

namespace arna {

/// Decides on which features the rules of a program hang: as few and as rare ones as the rule allows. `term_weights` says
/// how often a word of each term is expected in a text, relative to one another.
[[nodiscard]] RuleAccess make_access(const RuleProgram& program, std::span<const float> term_weights);

} // namespace arna
