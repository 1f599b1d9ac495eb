#pragma once
#include "feeds/page/date/visible_date.hpp"
#include "feeds/page/ruled/date_pattern.hpp"
#include "feeds/text/time.hpp"

#include <optional>
#include <string_view>

namespace arna {

/// The moment of a date on a page; a local clock that calls itself UTC, and so lies after the visit, is the local
/// clock.
[[nodiscard]] std::optional<Time> moment_of(const PageDate& date, const VisibleDateOptions& options);

/// The date in a text that a rule found: as `pattern` has it, else in a form for programs, else as people write it.
[[nodiscard]] std::optional<Time> ruled_date(std::string_view text, const std::optional<DatePattern>& pattern,
                                             const VisibleDateOptions& options);

} // namespace arna
