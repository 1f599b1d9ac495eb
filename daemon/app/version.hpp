#pragma once
#include <string_view>

namespace arna {

/// Of this program: "0.1.0".
[[nodiscard]] std::string_view version();

} // namespace arna
