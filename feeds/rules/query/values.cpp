#include "feeds/rules/query/values.hpp"

#include "feeds/text/date/date.hpp"
#include "feeds/text/unicode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>

namespace arna {
namespace {

using std::chrono::milliseconds;

auto fault(std::size_t offset, std::string message) { return std::unexpected(QueryFault{offset, std::move(message)}); }

std::optional<milliseconds> unit_of(char letter) {
    using namespace std::chrono_literals;
    switch (letter) {
    case 's': return 1s;
    case 'm': return 1min;
    case 'h': return 1h;
    case 'd': return std::chrono::days(1);
    default: return std::nullopt;
    }
}

/// A number of digits only, no more than `limit`.
std::optional<int> number(std::string_view digits, int limit) {
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || value < 0 || value > limit) return std::nullopt;
    return value;
}

struct Period {
    Time from, until;
};

/// "2026", "2026-03" or "2026-03-01".
std::optional<Period> calendar_period(std::string_view text) {
    if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
    const auto year = number(text.substr(0, 4), 9999);
    if (!year) return std::nullopt;
    const std::chrono::year y(*year);
    if (text.size() == 4)
        return Period{std::chrono::sys_days(y / 1 / 1), std::chrono::sys_days((y + std::chrono::years(1)) / 1 / 1)};

    const auto month = number(text.substr(5, 2), 12);
    if (text[4] != '-' || !month || *month == 0) return std::nullopt;
    const auto m = y / *month;
    if (text.size() == 7)
        return Period{std::chrono::sys_days(m / 1), std::chrono::sys_days((m + std::chrono::months(1)) / 1)};

    const auto day = number(text.substr(8, 2), 31);
    if (text[7] != '-' || !day || !(m / *day).ok()) return std::nullopt;
    const std::chrono::sys_days from = m / *day;
    return Period{from, from + std::chrono::days(1)};
}

/// A full date and time of RFC 3339, the offset and the seconds optional.
std::optional<Period> moment(std::string_view text) {
    if (text.size() < 16 || !calendar_period(text.substr(0, 10)) || (text[10] != 'T' && text[10] != 't'))
        return std::nullopt;
    const auto time = parse_date(text);
    if (!time) return std::nullopt;
    const bool has_seconds = text.size() > 16 && text[16] == ':';
    return Period{*time, *time + (has_seconds ? std::chrono::seconds(1) : std::chrono::seconds(60))};
}

} // namespace

QueryValue read_age(const QueryToken& token) {
    const std::string_view text = token.text;
    const auto unit = text.empty() ? std::nullopt : unit_of(text.back());
    const auto count = unit ? number(text.substr(0, text.size() - 1), 1'000'000) : std::nullopt;
    if (!count) return fault(token.begin, "age is compared with a duration such as 90s, 15m, 2h or 7d");
    return AgeTerm{.comparison = token.comparison, .duration = *unit * *count, .unit = *unit};
}

QueryValue read_published(const QueryToken& token) {
    auto period = calendar_period(token.text);
    if (!period) period = moment(token.text);
    if (!period) {
        return fault(token.begin, "published is compared with a date such as 2026-03-01 or 2026-03-01T10:00:00Z; "
                                  "for a duration use age");
    }
    return PublishedTerm{.comparison = token.comparison, .from = period->from, .until = period->until};
}

QueryValue read_regex(const QueryToken& token, RegexBudget& budget) {
    if (token.text.empty()) return fault(token.begin, "the regular expression is empty");
    RegexTerm term;
    for (std::size_t i = 0; i < token.text.size(); ++i) {
        if (token.text.substr(i).starts_with("\\/")) continue;
        term.pattern.push_back(token.text[i]);
        if (token.text[i] == '\\' && i + 1 < token.text.size()) term.pattern.push_back(token.text[++i]);
    }
    term.pattern = to_nfc(term.pattern);
    for (const char flag : {'i', 'm', 's'}) {
        if (token.flags.contains(flag)) term.flags.push_back(flag);
    }
    if (auto problem = budget.add(term)) return fault(token.begin, std::move(*problem));
    return term;
}

} // namespace arna
