#pragma once
#include <string>
#include <string_view>

namespace arna {

/// The definition of fold() in unicode.hpp, by way of ICU's normalisers: what the table of fold.cpp is made from, and what
/// is done with words which that table does not cover.
[[nodiscard]] std::string folded_by_icu(std::string_view text, bool loose);

} // namespace arna
