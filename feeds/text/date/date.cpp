#include "feeds/text/date/date.hpp"

#include "feeds/text/ascii.hpp"
#include "feeds/text/date/civil_time.hpp"
#include "feeds/text/date/internet_date.hpp"
#include "feeds/text/date/wild_date.hpp"

namespace arna {
namespace {

std::string_view trimmed(std::string_view text) {
    return trim(text, [](char c) { return is_html_space(c) || c == '\v'; });
}

} // namespace

std::optional<Time> parse_date(std::string_view text, const DateOptions& options) {
    text = trimmed(text);
    if (const auto civil = read_rfc2822(text)) return to_time(*civil, options);
    if (const auto civil = read_rfc3339(text)) return to_time(*civil, options);
    return read_wild_date(text, options);
}

std::optional<Time> parse_http_date(std::string_view text) {
    text = trimmed(text);
    if (const auto civil = read_rfc2822(text); civil && text.ends_with("GMT")) return to_time(*civil, {});
    if (const auto civil = read_rfc850(text)) return to_time(*civil, {});
    if (const auto civil = read_asctime(text)) return to_time(*civil, {});
    return std::nullopt;
}

} // namespace arna
