#pragma once
#include <string_view>

namespace arna {

/// Whether a text matches a pattern in which '*' stands for any bytes, or none. Takes time proportional to the product
/// of the sizes at worst: both are names, of at most max_name_bytes.
[[nodiscard]] bool fits_wildcard(std::string_view pattern, std::string_view text);

} // namespace arna
