#pragma once
#include <algorithm>
#include <string_view>

/// What comparing and reading header fields needs (RFC 9110 §5): ASCII alone, whatever the locale.
namespace arna {

[[nodiscard]] constexpr char ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

[[nodiscard]] constexpr bool equal_fold(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, ascii_lower, ascii_lower);
}

/// Without blanks, tabs and line ends around it.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t\r\n";
    const auto first = text.find_first_not_of(blank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
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
