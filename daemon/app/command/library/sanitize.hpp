#pragma once
#include "daemon/app/command/table/command.hpp"

#include <string>
#include <string_view>

namespace arna {

/// `arna sanitize`: markup from standard input, made safe, to standard output; or one piece of markup per line.
[[nodiscard]] Command sanitize_command();

/// The answer to a line {"html", "base"}: {"html"}, which is empty for a line that is anything else.
[[nodiscard]] std::string sanitize_line(std::string_view line);

} // namespace arna
