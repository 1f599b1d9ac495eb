#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace arna {

/// A line of text without its end as lines of at most `columns`, broken where several blanks part it behind `indent`,
/// else at a blank. Those after the first begin with `indent` blanks, or with 4 where that leaves too little room. A
/// word that is wider stays whole.
[[nodiscard]] std::string wrapped(std::string_view line, std::size_t columns, std::size_t indent);

} // namespace arna
