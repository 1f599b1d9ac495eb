#pragma once
#include <string>
#include <string_view>

namespace arna {

/// Base64 (RFC 4648 §4) decoded; white space is skipped, reading ends at the first other character that is none of its.
[[nodiscard]] std::string from_base64(std::string_view text);

} // namespace arna
