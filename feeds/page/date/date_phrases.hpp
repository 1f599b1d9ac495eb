#pragma once
#include <optional>
#include <string_view>

namespace arna {

/// What a word says of a day that is told from today: "today" 0, "yesterday" 1; nothing for other words. `key` is in
/// the
/// form of date_key().
[[nodiscard]] std::optional<int> days_before(std::string_view key);

/// The minutes that a unit of time has, of a month and a year those of 30 and 365 days; 0 for other words.
[[nodiscard]] int minutes_of_unit(std::string_view key);

/// Whether a word says that what it stands by is past: "ago", "назад", "бұрын", "vor".
[[nodiscard]] bool says_ago(std::string_view key);

/// Whether a line may hold a date at all, told cheaply, for most lines have none: it has a digit, is so short that it
/// may be "yesterday", or is of 200 characters at most and has a word of says_ago() in lower case, as in "an hour ago".
[[nodiscard]] bool may_hold_date(std::string_view line);

/// Whether a line says that something is new this minute: "только что", "жаңа ғана", "just now".
[[nodiscard]] bool says_just_now(std::string_view line);

} // namespace arna
