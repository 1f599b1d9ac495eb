#include "feeds/rules/query_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace arna {
namespace {

/// In the order of Field.
constexpr std::array<std::string_view, 15> names = {"text",    "title", "summary", "content", "author",
                                                    "section", "tag",   "source",  "label",   "lang",
                                                    "domain",  "url",   "has",     "age",     "published"};

} // namespace

std::span<const std::string_view> field_names() { return names; }

std::string_view field_name(Field field) { return names[static_cast<std::size_t>(field)]; }

std::optional<Field> find_field(std::string_view name) {
    const auto* found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Field>(found - names.begin());
}

bool holds_names(Field field) { return field >= Field::tag && field <= Field::has; }

bool is_compared(Field field) { return field == Field::age || field == Field::published; }

std::string with_field(Field field, std::string_view term) {
    const bool is_plain = field == Field::text || is_compared(field) || term.starts_with('#');
    return is_plain ? std::string(term) : fmt::format("{}:{}", field_name(field), term);
}

} // namespace arna
