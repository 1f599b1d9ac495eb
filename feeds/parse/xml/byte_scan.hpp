#pragma once
#include <cstddef>
#include <string_view>

namespace arna {

/// Where the next '<' or '&' is, from `at` on; the size of `text` if there is none.
[[nodiscard]] std::size_t find_markup(std::string_view text, std::size_t at);

} // namespace arna
