#pragma once
#include "feeds/html/tree/tree.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// Selectors that an element itself suggests, most telling first: "#list", "div.card" for each of its first four
/// classes; without any "ul.news > li" by its parent's. Empty where neither has a class or an id.
[[nodiscard]] std::vector<std::string> element_selectors(const HtmlTree& tree, NodeId element);

/// A class or id as CSS writes it: "1a" is "\31 a".
[[nodiscard]] std::string css_identifier(std::string_view name);

} // namespace arna
