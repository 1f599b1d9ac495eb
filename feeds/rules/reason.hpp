#pragma once
#include "feeds/rules/rule_set.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// Why an article is in a tag, in the form that memberships store: a line for each evidence, with field, term and found
/// text separated by tabs ("\t", "\n" and "\\" in them are escaped). Long texts are cut at a word, and evidence beyond
/// 800 bytes is left out: there are millions of memberships.
[[nodiscard]] std::string encode_reason(std::span<const Evidence> because);

} // namespace arna
