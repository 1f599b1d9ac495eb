#pragma once
#include "feeds/text/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace arna {

/// What a date without an offset is relative to.
struct DateOptions {
    std::string time_zone; ///< IANA name, "Asia/Almaty"; empty is UTC
};

/// Whether the system's time zone database knows a name, so that parse_date() can use it.
[[nodiscard]] bool is_time_zone(std::string_view name);

/// Reads a date as feeds write them: RFC 822/2822, RFC 3339, W3C-DTF, ISO 8601, asctime and the known wrong forms (the
/// table in date.cpp), month and weekday names in many languages. Nothing if it cannot be read: a date is never invented.
[[nodiscard]] std::optional<Time> parse_date(std::string_view text, const DateOptions& options = {});

/// RFC 3339 in UTC with whole seconds: "2026-02-23T05:55:00Z".
[[nodiscard]] std::string format_rfc3339(Time time);

/// RFC 2822 with a four-digit year, as RSS 2.0 wants it: "Mon, 23 Feb 2026 05:55:00 +0000".
[[nodiscard]] std::string format_rfc2822(Time time);

/// IMF-fixdate (RFC 9110 §5.6.7): "Mon, 23 Feb 2026 05:55:00 GMT".
[[nodiscard]] std::string format_http_date(Time time);

/// Any of the three forms of an HTTP-date (RFC 9110 §5.6.7).
[[nodiscard]] std::optional<Time> parse_http_date(std::string_view text);

} // namespace arna
