#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

namespace arna {

/// Whether a terminal that can do more than print stands behind a descriptor: not with NO_COLOR, TERM=dumb or without a
/// TERM.
[[nodiscard]] bool is_capable_terminal(int descriptor);

/// How many columns the terminal has; 80 where it does not say.
[[nodiscard]] std::size_t terminal_columns(int descriptor);

/// The columns of lines on standard output: its terminal's, and any number where it is none.
[[nodiscard]] std::size_t output_columns();

enum class Style : std::uint8_t { plain, bold, dim, red, green, yellow };

/// The text in that style if standard output is a capable terminal; else as it is.
[[nodiscard]] std::string styled(Style style, std::string text);

/// The same for standard error.
[[nodiscard]] std::string styled_error(Style style, std::string text);

} // namespace arna
