#pragma once
#include "feeds/text/date/date_words.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// A number, a word or a sign of a line in which a date may stand.
struct LineToken {
    enum class Kind { number, word, sign };
    Kind kind = Kind::sign;
    char32_t sign = 0; ///< any dash is '-'
    int value = 0;
    std::size_t digits = 0;
    std::string key; ///< of a word, in the form of date_key()
    DateWord word;
    std::size_t begin = 0; ///< in bytes of the line
    std::size_t end = 0;
    bool after_blank = false;
};

/// The first 200 tokens of a line.
[[nodiscard]] std::vector<LineToken> line_tokens(std::string_view line);

} // namespace arna
