#pragma once
#include "feeds/rules/query/query.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace arna {

/// The names of all fields, in the order of Field.
[[nodiscard]] std::span<const std::string_view> field_names();

[[nodiscard]] std::optional<Field> find_field(std::string_view name);

/// The field that was probably meant by a name that is none: other capitals, or one slip of the pen. Empty if none is near.
[[nodiscard]] std::string_view nearest_field(std::string_view name);

/// Whether a field is asked for names, not words: such terms are taken as they are written.
[[nodiscard]] bool holds_names(Field field);

/// Whether a field is written with a comparison: `age<7d`.
[[nodiscard]] bool is_compared(Field field);

/// A field as a bit.
[[nodiscard]] constexpr std::uint32_t field_bit(Field field) {
    return std::uint32_t{1} << static_cast<unsigned>(field);
}

/// The fields that a term of a field looks in, as bits: `text` is three.
[[nodiscard]] constexpr std::uint32_t fields_of(Field field) {
    if (field != Field::text) return field_bit(field);
    return field_bit(Field::title) | field_bit(Field::summary) | field_bit(Field::content);
}

/// A term with its field before it, as far as it needs one: "title:референдум", "#Дауыс", "age<7d".
[[nodiscard]] std::string with_field(Field field, std::string_view term);

} // namespace arna
