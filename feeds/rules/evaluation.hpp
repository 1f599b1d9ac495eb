#pragma once
#include "feeds/rules/explain.hpp"
#include "feeds/rules/item/features.hpp"
#include "feeds/rules/rule_program.hpp"

#include <cstdint>
#include <vector>

namespace arna {

/// Whether the part of a rule that begins at a node holds for an item.
[[nodiscard]] bool holds(const RuleProgram& program, const ItemFeatures& item, std::uint32_t node);

/// Where a term holds: at most `limit` places of each kind of field, in the item's order. Empty where it does not hold.
[[nodiscard]] std::vector<Finding> findings(const RuleProgram& program, const ItemFeatures& item, const RuleNode& term,
                                            std::size_t limit);

/// Appends what a term, the node of that index, found: its first place, and of a tag both the category and the hashtag.
/// Whether the term holds.
bool add_evidence(const RuleProgram& program, const ItemFeatures& item, std::uint32_t term,
                  std::vector<Evidence>& because);

} // namespace arna
