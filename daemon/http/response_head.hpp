#pragma once
#include "daemon/http/message.hpp"

#include <string>
#include <string_view>

namespace arna {

/// The head of an answer with what every answer has: Date, Content-Length, nosniff, and Connection where it closes.
[[nodiscard]] std::string response_head(const Answer& answer, bool keeps_alive);

/// Foreign text for a log line: at most 200 bytes, control characters, quotes and backslashes as \xNN.
[[nodiscard]] std::string printable(std::string_view text);

} // namespace arna
