#pragma once
#include <string>
#include <string_view>

namespace arna {

/// Text that no macro and no escape of man(7) is read in.
[[nodiscard]] std::string man_text(std::string_view text);

/// A page of our documentation in the macros of man(7), without its title: headings, paragraphs, lists, tables, blocks
/// of code; of links the text. Narrow tables stay tables, of wide ones each row is an entry.
[[nodiscard]] std::string man_of_markdown(std::string_view markdown);

} // namespace arna
