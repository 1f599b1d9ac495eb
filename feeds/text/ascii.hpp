#pragma once
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

/// Letters, digits and white space of ASCII, whatever the locale, and what is read with them alone. The only place that
/// knows them.
namespace arna {

/// "ASCII whitespace" of the HTML standard: tab, line feed, form feed, carriage return, blank.
[[nodiscard]] constexpr bool is_html_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

[[nodiscard]] constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

[[nodiscard]] constexpr char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

[[nodiscard]] constexpr bool is_ascii_letter(char c) { return ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z'; }

[[nodiscard]] constexpr bool is_ascii_alphanumeric(char c) { return is_ascii_letter(c) || is_ascii_digit(c); }

/// The value of a hexadecimal digit; -1 of any other byte.
[[nodiscard]] constexpr int hex_digit(char c) {
    if (is_ascii_digit(c)) return c - '0';
    const char lower = ascii_lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

[[nodiscard]] inline std::string ascii_lowered(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), ascii_lower);
    return out;
}

/// Whether both are the same but for the case of ASCII letters.
[[nodiscard]] constexpr bool equals_ignoring_case(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, ascii_lower, ascii_lower);
}

/// Whether `text` is `lower`, which has no upper-case letters.
[[nodiscard]] constexpr bool equals_lower(std::string_view text, std::string_view lower) {
    return std::ranges::equal(text, lower, {}, ascii_lower);
}

[[nodiscard]] constexpr bool starts_with_lower(std::string_view text, std::string_view lower) {
    return text.size() >= lower.size() && equals_lower(text.substr(0, lower.size()), lower);
}

/// Whether `text` holds `lower` anywhere, whatever its case.
[[nodiscard]] constexpr bool contains_lower(std::string_view text, std::string_view lower) {
    return !std::ranges::search(text, lower, {}, ascii_lower).empty() || lower.empty();
}

/// `text` without the bytes for which `is_blank` holds at its ends.
template <class IsBlank>
[[nodiscard]] constexpr std::string_view trim(std::string_view text, IsBlank is_blank) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

[[nodiscard]] constexpr std::string_view trim_html_space(std::string_view text) { return trim(text, is_html_space); }

/// Takes the first word off a list of words that white space divides, like the values of class and rel. Empty: there is
/// none left.
[[nodiscard]] constexpr std::string_view take_word(std::string_view& list) {
    const auto begin = std::ranges::find_if_not(list, is_html_space);
    const auto end = std::find_if(begin, list.end(), is_html_space);
    const std::string_view word(begin, end);
    list = std::string_view(end, list.end());
    return word;
}

/// Whether `lower` is one of the words of such a list, whatever its case.
[[nodiscard]] constexpr bool has_word_lower(std::string_view list, std::string_view lower) {
    for (auto word = take_word(list); !word.empty(); word = take_word(list))
        if (equals_lower(word, lower)) return true;
    return false;
}

/// "text/html" of "text/html; charset=utf-8".
[[nodiscard]] constexpr std::string_view without_parameters(std::string_view media_type) {
    return trim_html_space(media_type.substr(0, media_type.find(';')));
}

/// A set of bytes, for scanning.
class ByteSet {
public:
    constexpr explicit ByteSet(std::string_view bytes) {
        for (const char c : bytes) members_[static_cast<unsigned char>(c)] = true;
    }

    [[nodiscard]] constexpr bool holds(char c) const { return members_[static_cast<unsigned char>(c)]; }

    /// Offset of the first member at or after `from`; the size where there is none.
    [[nodiscard]] constexpr std::size_t find(std::string_view text, std::size_t from) const {
        while (from < text.size() && !holds(text[from])) ++from;
        return from;
    }

private:
    std::array<bool, 256> members_{};
};

} // namespace arna
