#pragma once
#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

/// The grammar that field values share (RFC 9110 §5.6).
namespace arna {

/// Without the white space around it.
[[nodiscard]] inline std::string_view trim_field(std::string_view text) {
    return trim(text, [](char c) { return c == ' ' || c == '\t'; });
}

/// The part of `list` up to the next `separator`, trimmed; both are taken off the list.
[[nodiscard]] inline std::string_view take_item(std::string_view& list, char separator) {
    const auto end = std::min(list.find(separator), list.size());
    const auto item = list.substr(0, end);
    list.remove_prefix(std::min(end + 1, list.size()));
    return trim_field(item);
}

/// Whether a case-insensitive token is this one. `name` is in lower case.
[[nodiscard]] inline bool is_token(std::string_view text, std::string_view name) { return equals_lower(text, name); }

} // namespace arna
