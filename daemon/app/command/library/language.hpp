#pragma once
#include "daemon/app/command/table/command.hpp"

#include <string>
#include <string_view>

namespace arna {

/// `arna language --json-lines`: answers a text per line with the language it seems to be in.
[[nodiscard]] Command language_command();

/// {"language", "sure"} for a line {"text"}, or {"error": {"message"}}. `language` is empty where there is no letter to
/// tell by.
[[nodiscard]] std::string language_line(std::string_view line);

} // namespace arna
