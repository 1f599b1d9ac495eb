#pragma once
#include <string>
#include <string_view>

namespace arna {

/// Appends fold(word). Words of plain Latin letters and digits, or of Cyrillic letters, are nearly all there are: they take a
/// look-up per letter.
void append_folded_word(std::string& out, std::string_view word);

/// Appends fold(word, true).
void append_loosely_folded_word(std::string& out, std::string_view word);

} // namespace arna
