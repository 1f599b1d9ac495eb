#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace arna {

/// Foreign text for a quoted value on one line of a log or a message: what terminals obey (terminal.hpp), quotes and
/// backslashes are escaped, as "\n" or "\u202e". At most some `limit` bytes, cut at a character, with "…" behind the
/// cut.
[[nodiscard]] std::string escaped_text(std::string_view text, std::size_t limit = 200);

} // namespace arna
