#pragma once
#include <string>
#include <string_view>

namespace arna {

/// The text of markup: block elements and <br> become line breaks, character references are decoded, white space is
/// folded, what is never shown (script, style, template, comments …) is left out. No empty lines, no blank at either
/// end.
[[nodiscard]] std::string plain_text(std::string_view html);

} // namespace arna
