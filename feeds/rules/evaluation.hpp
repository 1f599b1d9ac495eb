#pragma once
#include "feeds/rules/explain.hpp"
#include "feeds/rules/item/features.hpp"
#include "feeds/rules/rule_program.hpp"

#include <cstdint>
#include <vector>

namespace arna {

/// Whether a node of a rule holds for an item.
[[nodiscard]] bool holds(const RuleProgram& program, const ItemFeatures& item, std::uint32_t node);

/// The places where a term holds, in the item's order, at most `limit` in each field. Empty if it does not hold.
[[nodiscard]] std::vector<Finding> findings(const RuleProgram& program, const ItemFeatures& item, const RuleNode& term,
                                            std::size_t limit);

/// Appends what a term, given as the index of its node, found: the first place, and for a tag both the category and the
/// hashtag. Returns whether the term holds.
bool add_evidence(const RuleProgram& program, const ItemFeatures& item, std::uint32_t term,
                  std::vector<Evidence>& because);

} // namespace arna
