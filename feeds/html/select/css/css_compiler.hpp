#pragma once
#include "feeds/html/select/program.hpp"

#include <cstddef>
#include <expected>
#include <string_view>

namespace arna {

/// A CSS selector from `begin` on; columns of an error count from the start of the text.
[[nodiscard]] std::expected<SelectorProgram, SelectorError> compile_css(std::string_view text, std::size_t begin);

} // namespace arna
