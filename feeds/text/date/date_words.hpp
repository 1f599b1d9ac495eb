#pragma once
#include <string>
#include <string_view>

namespace arna {

/// What a word of a date means.
struct DateWord {
    enum class Kind {
        unknown,
        month,   ///< value 1 to 12
        weekday, ///< whichever it is: the date says it too
        half,    ///< of the day: value 0 before noon, 12 after
        unit,    ///< what the number before it counts: value 'Y', 'M', 'D', 'h', 'm', 's'
        filler,  ///< "year", "at", "o'clock" …
    };
    Kind kind = Kind::unknown;
    int value = 0;
    bool may_be_weekday = false; ///< also of a month: French "mar." is March or Tuesday
};

/// The form in which words of dates are compared: folded, without diacritics in any script.
[[nodiscard]] std::string date_key(std::string_view text);

/// The meaning of a word in the form of date_key(), in the languages of our sources: a name of
/// date_names, or one of the words that stand beside dates.
[[nodiscard]] DateWord date_word(std::string_view key);

} // namespace arna
