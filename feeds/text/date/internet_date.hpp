#pragma once
#include "feeds/text/date/civil_time.hpp"

#include <optional>
#include <string_view>

namespace arna {

/// "Mon, 23 Feb 2026 10:55:00 +0500" (RFC 2822 §3.3, and RFC 822's zones), weekday and seconds optional. Without a zone
/// there is no offset. Does not allocate.
[[nodiscard]] std::optional<CivilTime> read_rfc2822(std::string_view text);

/// "2026-02-23T10:55:00.123+05:00" (RFC 3339), or with less at the end: without seconds, offset, or time. Does not
/// allocate.
[[nodiscard]] std::optional<CivilTime> read_rfc3339(std::string_view text);

/// "Monday, 23-Feb-26 05:55:00 GMT" (RFC 850).
[[nodiscard]] std::optional<CivilTime> read_rfc850(std::string_view text);

/// "Mon Feb 23 05:55:00 2026", of C's asctime(), in UTC.
[[nodiscard]] std::optional<CivilTime> read_asctime(std::string_view text);

} // namespace arna
