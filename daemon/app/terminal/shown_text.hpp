#pragma once
#include <string>
#include <string_view>

namespace arna {

/// Foreign text as a terminal may get it, on one line: what the terminal would obey rather than show is spelt as
/// "\u009b".
[[nodiscard]] std::string shown_text(std::string_view text);

} // namespace arna
