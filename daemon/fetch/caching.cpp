#include "daemon/fetch/caching.hpp"

#include "daemon/fetch/field_text.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/date/date.hpp"

#include <algorithm>
#include <charconv>

namespace arna {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

/// More than any use, and far from overflow.
constexpr seconds forever = std::chrono::hours(24) * 3650;

/// delta-seconds (RFC 9111 §1.2.2): digits only; what does not fit is `forever`.
std::optional<seconds> delta_seconds(std::string_view text) {
    if (text.empty() || !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) return {};
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc()) return forever;
    return std::min(seconds(value), forever);
}

std::optional<sys_seconds> http_date(std::string_view text) {
    const auto time = parse_http_date(text);
    if (!time) return {};
    return std::chrono::floor<seconds>(*time);
}

struct CacheControl {
    std::optional<seconds> max_age; ///< set but unreadable: zero
    bool is_stale_at_once = false;  ///< no-cache, no-store
};

CacheControl cache_control(const Response& response) {
    CacheControl said;
    for (const auto& field : response.headers) {
        if (!equals_ignoring_case(field.name, "cache-control")) continue;
        for (std::string_view rest = field.value; !rest.empty();) {
            const auto directive = take_member(rest);
            const auto equals = directive.find('=');
            const auto name = trimmed(directive.substr(0, equals));
            if (equals_ignoring_case(name, "no-cache") || equals_ignoring_case(name, "no-store"))
                said.is_stale_at_once = true;
            if (!equals_ignoring_case(name, "max-age") || said.max_age) continue;
            auto argument =
                equals == std::string_view::npos ? std::string_view() : trimmed(directive.substr(equals + 1));
            if (argument.size() >= 2 && argument.front() == '"' && argument.back() == '"')
                argument = argument.substr(1, argument.size() - 2);
            said.max_age = delta_seconds(argument).value_or(seconds(0));
        }
    }
    return said;
}

} // namespace

Result<seconds> retry_after(std::string_view value, sys_seconds now, seconds limit) {
    const auto text = trimmed(value);
    if (const auto delay = delta_seconds(text)) return std::min(*delay, limit);
    if (const auto date = http_date(text)) return std::clamp(*date - now, seconds(0), limit);
    return fail(Errc::bad_input, "Retry-After is neither seconds nor a date");
}

std::optional<seconds> retry_after_of(const Response& response, sys_seconds now, seconds limit) {
    if (response.status != 429 && response.status != 503) return {};
    const auto wait = retry_after(response.header("retry-after"), response_date(response, now), limit);
    return wait ? std::optional(*wait) : std::nullopt;
}

sys_seconds response_date(const Response& response, sys_seconds now) {
    return http_date(response.header("date")).value_or(now);
}

std::optional<Lifetime> freshness_lifetime(const Response& response, sys_seconds now) {
    const auto control = cache_control(response);
    if (control.is_stale_at_once) return Lifetime{seconds(0), "max-age"};
    const auto age = delta_seconds(trimmed(response.header("age"))).value_or(seconds(0));
    if (control.max_age) return Lifetime{std::max(*control.max_age - age, seconds(0)), "max-age"};
    const auto expires = response.header("expires");
    if (expires.empty()) return {};
    const auto end = http_date(trimmed(expires));
    if (!end) return Lifetime{seconds(0), "Expires"};
    return Lifetime{std::clamp(*end - response_date(response, now) - age, seconds(0), forever), "Expires"};
}

} // namespace arna
