#pragma once
#include <cstddef>
#include <string>

/// What to tell an operator of an answer that is of no use.
namespace arna {

/// "HTTP 401: it wants a user name and a password; set 'username' and 'password_file'": a status, and what it asks of
/// an operator where that is known; else "HTTP 418".
[[nodiscard]] std::string refusal_text(int status);

/// "document is larger than 10 MiB; raise fetch.max_body if that is meant". `limit` in bytes.
[[nodiscard]] std::string too_large_text(std::size_t limit);

} // namespace arna
