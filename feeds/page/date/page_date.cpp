#include "feeds/page/date/page_date.hpp"

#include "feeds/text/ascii.hpp"
#include "feeds/text/date/date.hpp"
#include "feeds/text/date/internet_date.hpp"
#include "feeds/text/date/time_zone.hpp"
#include "feeds/text/url/url_parts.hpp"

namespace arna {
namespace {

constexpr int earliest_year = 1990;

/// A number of so many digits at `at`; -1 if there is none.
int digits_at(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return -1;
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (!is_ascii_digit(text[i])) return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

} // namespace

std::chrono::year_month_day day_of(Time moment, const PageZone& zone) {
    if (!zone.name.empty()) return TimeZone(zone.name).at(moment).date;
    return std::chrono::floor<std::chrono::days>(moment + std::chrono::minutes(zone.offset.value_or(0)));
}

void set_civil_day(CivilTime& civil, std::chrono::year_month_day day) {
    civil.year = static_cast<int>(day.year());
    civil.month = static_cast<int>(static_cast<unsigned>(day.month()));
    civil.day = static_cast<int>(static_cast<unsigned>(day.day()));
}

CivilTime civil_in_utc(Time moment) {
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(moment - day));
    CivilTime civil{.hour = static_cast<int>(time.hours().count()),
                    .minute = static_cast<int>(time.minutes().count()),
                    .second = static_cast<int>(time.seconds().count()),
                    .offset = 0};
    set_civil_day(civil, day);
    return civil;
}

bool is_page_day(const CivilTime& civil) {
    const std::chrono::year_month_day day{std::chrono::year(civil.year),
                                          std::chrono::month(static_cast<unsigned>(civil.month)),
                                          std::chrono::day(static_cast<unsigned>(civil.day))};
    return day.ok() && civil.year >= earliest_year && civil.year < 2100;
}

std::optional<Time> PageZone::moment_of(CivilTime civil) const {
    if (!civil.offset && name.empty()) civil.offset = offset.value_or(0);
    return to_time(civil, {.time_zone = name});
}

std::optional<PageDate> read_machine_date(std::string_view text) {
    text = trim_html_space(text);
    if (text.empty() || text.size() > 128) return std::nullopt;
    auto civil = read_rfc3339(text);
    bool has_clock = text.size() > 10 && text.find(':') != std::string_view::npos;
    if (!civil) civil = read_rfc2822(text);
    if (!civil) {
        const auto moment = parse_date(text);
        if (!moment) return std::nullopt;
        civil = civil_in_utc(*moment);
        civil->offset.reset();
        const bool is_count = text.find_first_not_of("0123456789") == std::string_view::npos && text.size() > 8;
        // A zone that the text names was taken into account: what has changed is the same moment in UTC.
        const bool names_zone = parse_date(text, {.time_zone = "Etc/GMT-5"}) == moment;
        if (names_zone && (has_clock || is_count)) civil->offset = 0;
        has_clock |= is_count;
    }
    if (!is_page_day(*civil)) return std::nullopt;
    return PageDate{.civil = *civil, .has_clock = has_clock, .begin = 0, .end = text.size()};
}

std::optional<PageDate> date_in_address(std::string_view url) {
    const auto path = split_url(url).path;
    for (std::size_t at = 0; at + 8 <= path.size(); ++at) {
        if (at > 0 && is_ascii_digit(path[at - 1])) continue;
        CivilTime civil{.year = digits_at(path, at, 4)};
        if (civil.year < earliest_year) continue;
        const char sign = path[at + 4];
        const bool is_separated = sign == '/' || sign == '-' || sign == '_' || sign == '.';
        std::size_t end = at + 8;
        if (is_separated) {
            civil.month = digits_at(path, at + 5, 2);
            const std::size_t month_size = civil.month < 0 ? 1 : 2;
            if (civil.month < 0) civil.month = digits_at(path, at + 5, 1);
            const std::size_t sign_at = at + 5 + month_size;
            if (sign_at >= path.size() || path[sign_at] != sign) continue;
            civil.day = digits_at(path, sign_at + 1, 2);
            end = sign_at + (civil.day < 0 ? 2 : 3);
            if (civil.day < 0) civil.day = digits_at(path, sign_at + 1, 1);
        } else {
            civil.month = digits_at(path, at + 4, 2);
            civil.day = digits_at(path, at + 6, 2);
        }
        const bool is_cut = end < path.size() && is_ascii_digit(path[end]);
        if (!is_cut && is_page_day(civil)) return PageDate{.civil = civil, .begin = 0, .end = 0};
    }
    return std::nullopt;
}

} // namespace arna
