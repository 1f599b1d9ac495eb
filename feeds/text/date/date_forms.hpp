#pragma once
#include "feeds/text/date/civil_time.hpp"
#include "feeds/text/date/date_tokens.hpp"

#include <span>

namespace arna {

/// Reads the day from the tokens of a date, clock and zone already taken out, by a table of known forms. A twelve-hour
/// clock beside it means that the month may come first, as in America. False for unknown or ambiguous forms and those
/// without a year.
[[nodiscard]] bool read_form(std::span<const DateToken> tokens, bool twelve_hour_clock, CivilTime& civil);

} // namespace arna
