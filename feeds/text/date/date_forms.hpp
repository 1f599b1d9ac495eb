#pragma once
#include "feeds/text/date/civil_time.hpp"
#include "feeds/text/date/date_tokens.hpp"

#include <span>

namespace arna {

/// Reads the day out of the tokens of a date that has no clock and no zone any more, by a table of known forms. Whether a
/// twelve-hour clock stood beside it tells Americans from others. False for forms that nobody is known to use, that are
/// ambiguous, or that have no year.
[[nodiscard]] bool read_form(std::span<const DateToken> tokens, bool twelve_hour_clock, CivilTime& civil);

} // namespace arna
