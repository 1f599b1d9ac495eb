#pragma once
#include <string_view>

namespace arna {

/// Whether a text is a pattern in which '*' stands for any characters, none too. By bytes. Both are names: short.
[[nodiscard]] bool fits_wildcard(std::string_view pattern, std::string_view text);

} // namespace arna
