#pragma once
#include <span>
#include <string_view>

namespace arna {

/// What a language calls months and weekdays: in full and short, nominative and genitive, as CLDR has them. In the form
/// of date_key() and without the stop of an abbreviation, so that nothing is folded when a program starts. A name that
/// is a single letter, a number with a unit (Korean months) or more than one word is left out: no date is read by it.
struct DateNames {
    std::string_view language; ///< BCP 47
    std::string_view months;   ///< those of January, comma, those of February …; between names of one a blank
    std::string_view weekdays; ///< whichever it is: the date says it too
};

/// Where two languages differ about a name, the earlier one is right.
extern const std::span<const DateNames> date_names;

} // namespace arna
