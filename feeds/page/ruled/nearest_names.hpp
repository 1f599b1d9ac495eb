#pragma once
#include "feeds/html/select/selector.hpp"
#include "feeds/html/tree/tree.hpp"

#include <string>
#include <vector>

namespace arna {

/// The classes and ids of a page that come nearest to those that a selector asks for, best first, as CSS writes them
/// (".news-item", "#list"); where none is near, the commonest classes. At most five. Looks at the first 200,000 bytes
/// of
/// classes and ids.
[[nodiscard]] std::vector<std::string> nearest_names(const HtmlTree& tree, const Selector& selector);

} // namespace arna
