#pragma once
#include <string>
#include <string_view>

namespace arna {

/// A manual page in the macros of man(7): "arna" (section 1) is made from the table of commands, "arna.toml" (5) and
/// "arna-rules" (7) from the documentation. Empty for any other name.
[[nodiscard]] std::string man_page(std::string_view name);

} // namespace arna
