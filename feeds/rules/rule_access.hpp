#pragma once
#include "feeds/rules/rule_program.hpp"

#include <span>

namespace arna {

/// Chooses the features on which the rules of a program hang: as few and as rare ones as each rule allows.
/// `term_weights` says how frequent the words of each term are in texts, relative to one another.
[[nodiscard]] RuleAccess make_access(const RuleProgram& program, std::span<const float> term_weights);

} // namespace arna
