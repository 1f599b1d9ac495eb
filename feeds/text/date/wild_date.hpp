#pragma once
#include "feeds/text/date/civil_time.hpp"
#include "feeds/text/date/date.hpp"

#include <optional>
#include <string_view>

namespace arna {

/// Reads dates that are in none of the standard forms: with words of many languages, numbers in the order of some country,
/// packed digits, weeks. Nothing for what is ambiguous, incomplete or holds a word that is not understood.
[[nodiscard]] std::optional<Time> read_wild_date(std::string_view text, const DateOptions& options);

} // namespace arna
