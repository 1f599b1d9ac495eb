#pragma once
#include <string>
#include <string_view>

namespace arna {

/// JSON with what generators forget in strings: control characters are escaped, a backslash that begins no escape is
/// doubled, half of a surrogate pair becomes U+FFFD.
[[nodiscard]] std::string escape_json_strings(std::string_view text);

/// The beginning of a JSON document made whole: cut behind the last complete member, and every open array and object
/// closed. Empty if nothing was open.
[[nodiscard]] std::string close_json(std::string_view beginning);

} // namespace arna
