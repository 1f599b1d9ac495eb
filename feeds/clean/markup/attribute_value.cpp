#include "feeds/clean/markup/attribute_value.hpp"

#include "feeds/text/ascii.hpp"

#include <algorithm>

namespace arna {
namespace {

std::optional<std::string_view> unless_empty(std::string_view value) {
    return value.empty() ? std::nullopt : std::optional(value);
}

bool holds_only(std::string_view text, std::string_view marks) {
    return std::ranges::all_of(text, [marks](char c) { return is_ascii_alphanumeric(c) || marks.contains(c); });
}

/// The number that a value begins with, as browsers read it, if it has at most six digits.
std::string_view number(std::string_view value) {
    value = trim_html_space(value);
    const std::size_t sign = value.starts_with('-') ? 1 : 0;
    std::size_t end = sign;
    while (end < value.size() && is_ascii_digit(value[end])) ++end;
    return end > sign && end - sign <= 6 ? value.substr(0, end) : std::string_view();
}

std::string_view length(std::string_view value) {
    value = trim_html_space(value);
    const auto digits = number(value);
    if (digits.starts_with('-')) return {};
    const bool is_share = !digits.empty() && value.substr(digits.size()).starts_with('%');
    return value.substr(0, digits.size() + (is_share ? 1 : 0));
}

std::string_view language(std::string_view value, std::string& storage) {
    value = trim_html_space(value);
    const bool is_tag = !value.empty() && value.size() <= 35 && is_ascii_letter(value[0]) && holds_only(value, "-_");
    if (!is_tag || !value.contains('_')) return is_tag ? value : std::string_view();
    storage = value;
    std::ranges::replace(storage, '_', '-');
    return storage;
}

std::string_view direction(std::string_view value) {
    for (const std::string_view known : {"ltr", "rtl", "auto"}) {
        if (equals_lower(trim_html_space(value), known)) return known;
    }
    return {};
}

/// "language-cpp" and "lang-cpp", which highlighters look for.
std::string_view code_class(std::string_view value) {
    std::string_view kept;
    while (!(value = trim_html_space(value)).empty()) {
        const auto word =
            value.substr(0, static_cast<std::size_t>(std::ranges::find_if(value, is_html_space) - value.begin()));
        value.remove_prefix(word.size());
        const bool is_language = word.starts_with("language-") || word.starts_with("lang-");
        if (is_language && word.size() <= 40 && holds_only(word, "-_+#.") && kept.empty()) kept = word;
    }
    return kept;
}

} // namespace

std::optional<std::string_view> safe_value(ValueKind kind, std::string_view value, const AddressOptions& options,
                                           std::string& storage) {
    switch (kind) {
    case ValueKind::text: return value;
    case ValueKind::link: return unless_empty(safe_address(value, AddressUse::link, options, storage));
    case ValueKind::media: return unless_empty(safe_address(value, AddressUse::media, options, storage));
    case ValueKind::picture: return unless_empty(safe_address(value, AddressUse::picture, options, storage));
    case ValueKind::pictures: return unless_empty(storage = safe_srcset(value, options));
    case ValueKind::number: return unless_empty(number(value));
    case ValueKind::length: return unless_empty(length(value));
    case ValueKind::flag: return std::string_view();
    case ValueKind::word:
        value = trim_html_space(value);
        return holds_only(value, "-/+.;=: ") ? unless_empty(value) : std::nullopt;
    case ValueKind::language: return unless_empty(language(value, storage));
    case ValueKind::direction: return unless_empty(direction(value));
    case ValueKind::code_class: return unless_empty(code_class(value));
    case ValueKind::preload: return "none";
    }
    return std::nullopt;
}

} // namespace arna
