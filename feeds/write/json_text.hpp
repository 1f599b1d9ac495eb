#pragma once
#include <string>
#include <string_view>

namespace arna {

/// Appends text as a JSON string with its quotes (RFC 8259 §7): only quotes, backslashes and controls are escaped.
/// `text` is UTF-8.
void append_json_string(std::string& out, std::string_view text);

} // namespace arna
