#pragma once
#include <cstddef>
#include <string_view>

namespace arna {

/// Where the next '<' or '&' is, from `at` on; the size of `text` if there is none.
[[nodiscard]] std::size_t find_markup(std::string_view text, std::size_t at);

/// Where the first character is that no text holds (is_text_character()); the size of `text`, which is UTF-8, if there is none.
[[nodiscard]] std::size_t find_illegal_character(std::string_view text);

} // namespace arna
