#pragma once
#include <string>
#include <string_view>

namespace arna {

/// Base64 (RFC 4648 §4, §5) decoded. Skips white space; stops at the first other character outside the alphabet.
[[nodiscard]] std::string from_base64(std::string_view text);

} // namespace arna
