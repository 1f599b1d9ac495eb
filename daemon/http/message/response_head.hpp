#pragma once
#include "daemon/http/message/answer.hpp"

#include <string>

namespace arna {

/// Appends the head of an answer with what every answer has: Date, Content-Length, nosniff and Connection.
void append_response_head(std::string& out, const Answer& answer, bool keeps_alive);

} // namespace arna
