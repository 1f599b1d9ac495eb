#pragma once
#include "feeds/rules/query/query.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace arna {

[[nodiscard]] std::optional<Field> find_field(std::string_view name);

/// The field that a wrong name probably means: its capitals differ, or one letter. Empty if there is none.
[[nodiscard]] std::string_view nearest_field(std::string_view name);

/// Whether a field holds names rather than words: its terms are taken as they are written.
[[nodiscard]] bool holds_names(Field field);

/// Whether a field is written with a comparison: `age<7d`.
[[nodiscard]] bool is_compared(Field field);

/// The bit of a field.
[[nodiscard]] constexpr std::uint32_t field_bit(Field field) {
    return std::uint32_t{1} << static_cast<unsigned>(field);
}

/// The fields in which a term of a field looks, as bits: three for `text`.
[[nodiscard]] constexpr std::uint32_t fields_of(Field field) {
    if (field != Field::text) return field_bit(field);
    return field_bit(Field::title) | field_bit(Field::summary) | field_bit(Field::content);
}

/// A term with its field, if it needs one: "title:референдум", "#Дауыс", "age<7d".
[[nodiscard]] std::string with_field(Field field, std::string_view term);

} // namespace arna
