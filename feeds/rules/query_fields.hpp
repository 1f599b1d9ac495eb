#pragma once
#include "feeds/rules/query.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace arna {

/// The names of all fields, in the order of Field.
[[nodiscard]] std::span<const std::string_view> field_names();

[[nodiscard]] std::optional<Field> find_field(std::string_view name);

/// Whether a field is asked for names, not words: such terms are taken as they are written.
[[nodiscard]] bool holds_names(Field field);

/// Whether a field is written with a comparison: `age<7d`.
[[nodiscard]] bool is_compared(Field field);

} // namespace arna
