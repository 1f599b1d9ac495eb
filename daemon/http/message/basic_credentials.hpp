#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace arna {

/// The password of an Authorization value of the Basic scheme (RFC 7617); nothing if it is none.
[[nodiscard]] std::optional<std::string> basic_password(std::string_view authorization);

/// The value of a WWW-Authenticate field that asks for Basic.
[[nodiscard]] std::string basic_challenge(std::string_view realm);

} // namespace arna
