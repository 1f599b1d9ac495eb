#pragma once
#include <string_view>

namespace arna {

/// Of this program: "0.1.0".
[[nodiscard]] std::string_view version();

/// Where the program can be read about: in the User-Agent of who has no address of their own.
[[nodiscard]] std::string_view project_page();

} // namespace arna
