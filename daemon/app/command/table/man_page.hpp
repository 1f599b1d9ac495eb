#pragma once
#include <string>

namespace arna {

/// The manual page arna(1) in the macros of man(7), made from the table of commands.
[[nodiscard]] std::string man_page();

} // namespace arna
