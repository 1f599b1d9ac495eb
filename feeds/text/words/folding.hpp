#pragma once
#include <string>
#include <string_view>

namespace arna {

/// The definition of fold() in unicode.hpp, by way of ICU's normalisers: the rows of fold_rows.cpp are made with it, and
/// it folds the words that the table does not cover. U+FDFA and U+FDFB stay as they are: spelled out they are whole
/// sentences. No other character takes more than six times its bytes.
[[nodiscard]] std::string folded_by_icu(std::string_view text, bool loose);

} // namespace arna
