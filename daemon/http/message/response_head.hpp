#pragma once
#include "daemon/http/message/answer.hpp"

#include <string>
#include <string_view>

namespace arna {

/// Appends the head of an answer with what every answer has: Date, Content-Length, nosniff and Connection.
void append_response_head(std::string& out, const Answer& answer, bool keeps_alive);

/// Foreign text for a log line: at most 200 bytes, control characters, quotes and backslashes as \xNN.
[[nodiscard]] std::string printable(std::string_view text);

} // namespace arna
