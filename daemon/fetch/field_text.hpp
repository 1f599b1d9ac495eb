#pragma once
#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <string_view>

/// What comparing and reading header fields needs (RFC 9110 §5): ASCII alone, whatever the locale.
namespace arna {

/// Without blanks, tabs and line ends around it.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text) {
    return trim(text, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
}

/// Takes the first member off a comma-separated list; commas in quoted strings do not separate.
[[nodiscard]] constexpr std::string_view take_member(std::string_view& list) {
    bool is_quoted = false;
    std::size_t i = 0;
    for (; i < list.size() && (is_quoted || list[i] != ','); ++i) {
        if (list[i] == '"')
            is_quoted = !is_quoted;
        else if (is_quoted && list[i] == '\\')
            ++i;
    }
    const auto member = trimmed(list.substr(0, i));
    list.remove_prefix(std::min(i + 1, list.size()));
    return member;
}

} // namespace arna
