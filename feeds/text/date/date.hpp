#pragma once
#include "feeds/text/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace arna {

/// How to read a date without an offset.
struct DateOptions {
    std::string time_zone; ///< IANA name, "Asia/Almaty"; empty is UTC
};

/// Whether the system's time zone database has a zone of this name.
[[nodiscard]] bool is_time_zone(std::string_view name);

/// Reads a date as feeds write it: RFC 822/2822, RFC 3339, W3C-DTF, ISO 8601, asctime() and the known wrong forms (the
/// table in date_forms.cpp), with names of months and weekdays in many languages. Nothing for any other text: dates are
/// never invented.
[[nodiscard]] std::optional<Time> parse_date(std::string_view text, const DateOptions& options = {});

/// RFC 3339 in UTC with whole seconds: "2026-02-23T05:55:00Z".
[[nodiscard]] std::string format_rfc3339(Time time);

/// RFC 2822 with a four-digit year, as RSS 2.0 wants it: "Mon, 23 Feb 2026 05:55:00 +0000".
[[nodiscard]] std::string format_rfc2822(Time time);

/// IMF-fixdate (RFC 9110 §5.6.7): "Mon, 23 Feb 2026 05:55:00 GMT".
[[nodiscard]] std::string format_http_date(Time time);

/// Reads an HTTP-date in any of its three forms (RFC 9110 §5.6.7).
[[nodiscard]] std::optional<Time> parse_http_date(std::string_view text);

} // namespace arna
