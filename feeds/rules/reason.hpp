#pragma once
#include "feeds/rules/rule_set.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// Why an article is in a tag, as memberships keep it: a line per evidence, its field, term and found text separated by
/// tabs ("\t", "\n" and "\\" in them escaped). Long texts are cut at a word, and what goes beyond some hundred bytes is left out:
/// the reason of a membership is stored a million times.
[[nodiscard]] std::string encode_reason(std::span<const Evidence> because);

/// What encode_reason() wrote. Lines that are none of its are skipped.
[[nodiscard]] std::vector<Evidence> decode_reason(std::string_view reason);

/// encode_reason() of a match.
[[nodiscard]] std::string compact_reason(const RuleMatch& match);

} // namespace arna
