#pragma once
#include "feeds/page/date/visible_date.hpp"
#include "feeds/page/ruled/date_pattern.hpp"
#include "feeds/text/time.hpp"

#include <optional>
#include <string_view>

namespace arna {

/// The date in a text that a rule found: as `pattern` has it, else in a form for programs, else as people write it.
[[nodiscard]] std::optional<Time> ruled_date(std::string_view text, const std::optional<DatePattern>& pattern,
                                             const VisibleDateOptions& options);

} // namespace arna
