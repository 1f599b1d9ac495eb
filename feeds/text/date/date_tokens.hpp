#pragma once
#include "feeds/text/date/date_words.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// A number or a word of a date, or one of the signs - / . : + , between them.
struct DateToken {
    enum class Kind { number, word, sign };
    Kind kind = Kind::sign;
    std::string text; ///< of a word: in the form of date_key()
    DateWord word;
    bool after_blank = false; ///< or at the beginning

    [[nodiscard]] bool is_number(std::size_t least, std::size_t most) const {
        return kind == Kind::number && text.size() >= least && text.size() <= most;
    }
    [[nodiscard]] bool is_sign(char sign) const { return kind == Kind::sign && text.front() == sign; }
    [[nodiscard]] bool is_word(DateWord::Kind meaning) const { return kind == Kind::word && word.kind == meaning; }
    [[nodiscard]] int value() const; ///< of a number of at most 9 digits
};

/// Splits the text of a date. Left out is what carries no meaning: weekdays, fillers, commas, remarks in parentheses
/// other than time zones, signs beside words, in abbreviations or between blanks. Nothing if a character has no place
/// in dates.
[[nodiscard]] std::optional<std::vector<DateToken>> date_tokens(std::string_view text);

} // namespace arna
