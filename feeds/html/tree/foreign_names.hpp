#pragma once
#include "feeds/html/tree/tree.hpp"

#include <string_view>

namespace arna {

/// The name of an SVG element as SVG writes it, of its name in lower case (HTML §13.2.6.5): "clippath" is "clipPath";
/// most are what they are.
[[nodiscard]] std::string_view svg_element_name(std::string_view lower);

/// The same of an attribute of an SVG or MathML element: "viewbox" is "viewBox".
[[nodiscard]] std::string_view foreign_attribute_name(HtmlNamespace space, std::string_view lower);

} // namespace arna
