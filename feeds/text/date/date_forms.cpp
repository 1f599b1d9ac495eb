#include "feeds/text/date/date_forms.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <string>

namespace arna {
namespace {

/// A form of date: which tokens it consists of, and what they say. In `tokens` "4", "3", "8" … are numbers of so many
/// digits, "2" one of one or two, "N" is the name of a month, "W" the letter. In `fields` Y is the year, y two digits
/// of it, M month, D day, J day of the year, W week, w weekday, h hour, m minute, s second, ? day or month, p YYYYMMDD,
/// q YYYYJJJ, v WWw.
struct Form {
    std::string_view tokens;
    std::string_view fields;
    std::string_view reason;
};

constexpr Form forms[] = {
    {"4-2-2", "YMD", "ISO 8601, with a time in some other form"},
    {"4-2", "YM", "W3C-DTF: a month is its first day"},
    {"4", "Y", "W3C-DTF: a year is its first day"},
    {"4-3", "YJ", "ISO 8601: day of the year"},
    {"4W2-2", "YWw", "ISO 8601: week and weekday"},
    {"4W2", "YW", "ISO 8601: a week is its Monday"},
    {"4W3", "Yv", "ISO 8601 without hyphens: week and weekday"},
    {"8", "p", "ISO 8601 without hyphens"},
    {"7", "q", "ISO 8601 without hyphens: day of the year"},
    {"4/2/2", "YMD", "Japan, and scripts that sort by name"},
    {"4.2.2", "YMD", "Hungary, Korea, China"},
    {"2.2.4", "DMY", "Kazakhstan, Russia, Germany and most of Europe"},
    {"2.2.2", "DMy", "the same, in a hurry"},
    {"2.2.42.2", "DMYhm", "the same, with a clock that has a stop for a colon"},
    {"2/2/4", "??Y", "America has the month first, others the day"},
    {"2/2/2", "??y", "the same, in a hurry"},
    {"2-2-4", "??Y", "the same with hyphens"},
    {"2N4", "DNY", "RFC 822, and most languages"},
    {"2N42.2", "DNYhm", "the same, with a clock that has a stop for a colon"},
    {"2N42.2.2", "DNYhms", "the same with seconds"},
    {"224", "DMY", "RFC 822, with a number for the month"},
    {"2N2", "DNy", "RFC 822 before 1989: two digits of the year"},
    {"N24", "NDY", "America; asctime() and Java, whose clock and zone stand before the year"},
    {"4N2", "YND", "Hungary, Kazakhstan, and RFC 822 turned around"},
    {"42N", "YDN", "Kazakhstan, Uzbekistan: 2026 жылғы 23 ақпан"},
    {"N4", "NY", "magazines: a month is its first day"},
};

/// The fields of a form, as they were written.
struct Fields {
    int year = 0;
    int month = 1;
    int day = 1;
    int hour = 0;
    int minute = 0;
    int second_of_minute = 0;
    int day_of_year = 0;
    int week = 0;
    int weekday = 1;
    int first = 0; ///< of two numbers of which one is the month
    int second = 0;

    void set(char field, int value) {
        switch (field) {
        case 'Y': year = value; break;
        case 'y': year = value + (value < 50 ? 2000 : 1900); break; // RFC 2822 §4.3
        case 'M':
        case 'N': month = value; break;
        case 'D': day = value; break;
        case 'h': hour = value; break;
        case 'm': minute = value; break;
        case 's': second_of_minute = value; break;
        case 'J': day_of_year = value; break;
        case 'W': week = value; break;
        case 'w': weekday = value; break;
        case 'v': week = value / 10, weekday = value % 10; break;
        case 'q': year = value / 1000, day_of_year = value % 1000; break;
        case 'p': year = value / 10000, month = value / 100 % 100, day = value % 100; break;
        case '?': (first == 0 ? first : second) = value; break;
        default: break;
        }
    }

    void set_date(std::chrono::sys_days days) {
        const std::chrono::year_month_day date(days);
        year = static_cast<int>(date.year());
        month = static_cast<int>(static_cast<unsigned>(date.month()));
        day = static_cast<int>(static_cast<unsigned>(date.day()));
    }
};

/// The form's key: what the tokens are, without what they say. Empty if one of them is in no form.
std::string shape_of(std::span<const DateToken> tokens) {
    std::string shape;
    for (const DateToken& token : tokens) {
        if (token.kind == DateToken::Kind::sign) {
            shape += token.text;
        } else if (token.is_number(1, 8)) {
            shape += static_cast<char>('0' + std::max<std::size_t>(token.text.size(), 2));
        } else if (token.is_word(DateWord::Kind::month)) {
            shape += 'N';
        } else if (token.text == "w") {
            shape += 'W';
        } else {
            return {};
        }
    }
    return shape;
}

Fields fields_of(std::span<const DateToken> tokens, std::string_view names) {
    Fields fields;
    for (const DateToken& token : tokens) {
        if (token.kind == DateToken::Kind::sign || token.text == "w") continue;
        fields.set(names.front(), token.kind == DateToken::Kind::number ? token.value() : token.word.value);
        names.remove_prefix(1);
    }
    return fields;
}

bool resolve_day_of_year(Fields& fields) {
    const std::chrono::year year(fields.year);
    if (fields.day_of_year < 1 || fields.day_of_year > (year.is_leap() ? 366 : 365)) return false;
    fields.set_date(std::chrono::sys_days(year / 1 / 1) + std::chrono::days(fields.day_of_year - 1));
    return true;
}

/// Week 1 is the one that holds the 4th of January (ISO 8601).
bool resolve_week(Fields& fields) {
    if (fields.week < 1 || fields.week > 53 || fields.weekday < 1 || fields.weekday > 7) return false;
    const std::chrono::sys_days fourth(std::chrono::year(fields.year) / 1 / 4);
    const auto monday = fourth - (std::chrono::weekday(fourth) - std::chrono::Monday);
    fields.set_date(monday + std::chrono::weeks(fields.week - 1) + std::chrono::days(fields.weekday - 1));
    return true;
}

/// Which of two numbers is the month. Where both may be, a twelve-hour clock says that it is an American who writes;
/// else it cannot be known.
bool resolve_order(Fields& fields, bool twelve_hour_clock) {
    const bool first_may_be = fields.first <= 12;
    const bool second_may_be = fields.second <= 12;
    if (first_may_be && second_may_be && fields.first != fields.second && !twelve_hour_clock) return false;
    const bool month_first = first_may_be && (twelve_hour_clock || !second_may_be);
    fields.month = month_first ? fields.first : fields.second;
    fields.day = month_first ? fields.second : fields.first;
    return true;
}

bool resolve(Fields& fields, std::string_view names, bool twelve_hour_clock) {
    if (names.find_first_of("Jq") != std::string_view::npos) return resolve_day_of_year(fields);
    if (names.find_first_of("Wv") != std::string_view::npos) return resolve_week(fields);
    if (names.contains('?')) return resolve_order(fields, twelve_hour_clock);
    return true;
}

} // namespace

bool read_form(std::span<const DateToken> tokens, bool twelve_hour_clock, CivilTime& civil) {
    const std::string shape = shape_of(tokens);
    const auto* form = std::ranges::find(forms, shape, &Form::tokens);
    if (form == std::end(forms)) return false;
    Fields fields = fields_of(tokens, form->fields);
    if (!resolve(fields, form->fields, twelve_hour_clock)) return false;
    civil.year = fields.year;
    civil.month = fields.month;
    civil.day = fields.day;
    if (form->fields.contains("hm")) {
        civil.hour = fields.hour;
        civil.minute = fields.minute;
        civil.second = fields.second_of_minute;
    }
    return true;
}

} // namespace arna
