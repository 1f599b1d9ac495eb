#pragma once
#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace arna {

/// Whether an element of that name, in any case, has neither content nor an end tag (HTML §13.1.2; and the obsolete
/// param).
[[nodiscard]] constexpr bool is_void_element(std::string_view name) {
    constexpr auto names = std::to_array<std::string_view>({"area", "base", "br", "col", "embed", "hr", "img", "input",
                                                            "link", "meta", "param", "source", "track", "wbr"});
    return std::ranges::any_of(names, [name](std::string_view each) { return equals_lower(name, each); });
}

} // namespace arna
