#pragma once
#include "feeds/text/date/civil_time.hpp"
#include "feeds/text/date/date.hpp"

#include <optional>
#include <string_view>

namespace arna {

/// Reads dates in none of the standard forms: with words of many languages, numbers in a country's own order, packed
/// digits, weeks. Nothing for dates that are ambiguous or incomplete, hold an unknown word, or are longer than 128
/// bytes.
[[nodiscard]] std::optional<Time> read_wild_date(std::string_view text, const DateOptions& options);

} // namespace arna
