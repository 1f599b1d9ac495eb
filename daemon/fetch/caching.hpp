#pragma once
#include "daemon/fetch/fetcher.hpp"
#include "feeds/text/error.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

/// What a response says about asking again (RFC 9110, RFC 9111). Pure.
namespace arna {

/// How long a server asks us to stay away: the value of a Retry-After field, delay-seconds or HTTP-date
/// (RFC 9110 §10.2.3). A past date gives zero; more than `limit` gives `limit`, for a broken server must
/// not silence a feed for years. Errc::bad_input if it is neither form.
[[nodiscard]] Result<std::chrono::seconds> retry_after(std::string_view value, std::chrono::sys_seconds now,
                                                       std::chrono::seconds limit);

/// The same of a whole response, by its own clock: what a 429 or 503 asks for; nothing for any other status, and where
/// the field is missing or cannot be read.
[[nodiscard]] std::optional<std::chrono::seconds> retry_after_of(const Response& response, std::chrono::sys_seconds now,
                                                                 std::chrono::seconds limit);

/// How long a response stays fresh, and the field that says so.
struct Lifetime {
    std::chrono::seconds time{}; ///< never negative; zero: it may be asked for again at any time
    std::string_view from;       ///< "max-age" or "Expires"

    friend bool operator==(const Lifetime&, const Lifetime&) = default;
};

/// max-age, else Expires − Date; less Age (RFC 9111 §4.2). no-cache, no-store and values that cannot be read give zero,
/// as §4.2.1 says. Nothing where the response does not say. `now` stands in for a missing Date.
[[nodiscard]] std::optional<Lifetime> freshness_lifetime(const Response& response, std::chrono::sys_seconds now);

/// The moment by the responding server's clock: Date, else `now`.
[[nodiscard]] std::chrono::sys_seconds response_date(const Response& response, std::chrono::sys_seconds now);

} // namespace arna
