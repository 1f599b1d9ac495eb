#include "feeds/page/ruled/date_pattern.hpp"

#include "feeds/text/ascii.hpp"
#include "feeds/text/date/date_words.hpp"
#include "feeds/text/date/time_zone.hpp"
#include "feeds/text/date/zone_names.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <utility>

namespace arna {
namespace {

constexpr std::string_view signs = "YymdeHIkMSpbBhaAjzZs";
constexpr std::size_t longest_text = 1024;

char32_t first_of(std::string_view text) {
    std::size_t at = 0;
    return next_code_point(text, at);
}

/// What stands for several signs.
constexpr auto abbreviations = std::to_array<std::pair<char, std::string_view>>({
    {'F', "%Y-%m-%d"},
    {'T', "%H:%M:%S"},
    {'R', "%H:%M"},
    {'D', "%m/%d/%y"},
    {'n', " "},
    {'t', " "},
});

bool is_blank(char32_t c) {
    return c == U' ' || (c >= U'\t' && c <= U'\r') || c == U'\u00A0' || c == U'\u202F' || c == U'\u2009';
}

std::chrono::sys_days today(const VisibleDateOptions& options) {
    if (!options.zone.name.empty()) return TimeZone(options.zone.name).at(options.now).date;
    return std::chrono::floor<std::chrono::days>(options.now + std::chrono::minutes(options.zone.offset.value_or(0)));
}

void set_day(CivilTime& civil, std::chrono::year_month_day day) {
    civil.year = static_cast<int>(day.year());
    civil.month = static_cast<int>(static_cast<unsigned>(day.month()));
    civil.day = static_cast<int>(static_cast<unsigned>(day.day()));
}

bool is_day(const CivilTime& civil) {
    return std::chrono::year_month_day(std::chrono::year(civil.year),
                                       std::chrono::month(static_cast<unsigned>(civil.month)),
                                       std::chrono::day(static_cast<unsigned>(civil.day)))
        .ok();
}

} // namespace

/// How far a text has been read, and what it said.
struct DatePattern::Reading {
    std::string_view text;
    std::size_t at = 0;
    CivilTime civil;
    int day_of_year = 0;
    std::optional<int> half; ///< of the day: 0 or 12
    std::optional<std::int64_t> seconds;

    [[nodiscard]] bool is_at_digit() const { return at < text.size() && is_ascii_digit(text[at]); }

    /// At most so many digits; nothing where none is.
    std::optional<std::int64_t> number(std::size_t most) {
        if (!is_at_digit()) return std::nullopt;
        std::int64_t value = 0;
        for (std::size_t i = 0; i < most && is_at_digit(); ++i, ++at) value = value * 10 + (text[at] - '0');
        return value;
    }

    bool set(int& place, std::size_t most, int least, int greatest) {
        const auto value = number(most);
        if (!value || *value < least || *value > greatest) return false;
        place = static_cast<int>(*value);
        return true;
    }

    /// The letters here, with a full stop behind them.
    std::string_view word() {
        const std::size_t begin = at;
        while (at < text.size()) {
            std::size_t next = at;
            if (!is_word_character(next_code_point(text, next)) || is_at_digit()) break;
            at = next;
        }
        const auto letters = text.substr(begin, at - begin);
        if (!letters.empty() && at < text.size() && text[at] == '.') ++at;
        return letters;
    }

    bool offset() {
        if (at < text.size() && ascii_lower(text[at]) == 'z') return ++at, civil.offset = 0, true;
        const bool is_west = text.substr(at).starts_with('-') || text.substr(at).starts_with("−");
        if (!is_west && !text.substr(at).starts_with('+')) return false;
        at += text.substr(at).starts_with("−") ? 3 : 1;
        int hours = 0, minutes = 0;
        if (!set(hours, 2, 0, 14)) return false;
        if (at < text.size() && text[at] == ':') ++at;
        if (is_at_digit() && !set(minutes, 2, 0, 59)) return false;
        civil.offset = (is_west ? -1 : 1) * (hours * 60 + minutes);
        return true;
    }

    bool zone() {
        const auto name = zone_of_name(ascii_lowered(word()));
        if (name && name->rules.empty()) civil.offset = name->offset;
        return name.has_value();
    }

    bool month() {
        const auto found = date_word(date_key(word()));
        if (found.kind != DateWord::Kind::month) return false;
        civil.month = found.value;
        return true;
    }
};

bool DatePattern::read_part(const Part& part, Reading& in) {
    CivilTime& civil = in.civil;
    switch (part.sign) {
    case ' ':
        while (in.at < in.text.size()) {
            std::size_t next = in.at;
            if (!is_blank(next_code_point(in.text, next))) break;
            in.at = next;
        }
        return true;
    case 'Y': return in.set(civil.year, 4, 1970, 9999);
    case 'y':
        if (!in.set(civil.year, 2, 0, 99)) return false;
        civil.year += civil.year < 70 ? 2000 : 1900;
        return true;
    case 'm': return in.set(civil.month, 2, 1, 12);
    case 'd':
    case 'e': return in.set(civil.day, 2, 1, 31);
    case 'H':
    case 'k': return in.set(civil.hour, 2, 0, 24);
    case 'I': return in.set(civil.hour, 2, 1, 12);
    case 'M': return in.set(civil.minute, 2, 0, 59);
    case 'S': return in.set(civil.second, 2, 0, 60);
    case 'j': return in.set(in.day_of_year, 3, 1, 366);
    case 's': in.seconds = in.number(13); return in.seconds.has_value();
    case 'p': {
        const auto found = date_word(date_key(in.word()));
        if (found.kind == DateWord::Kind::half) in.half = found.value;
        return in.half.has_value();
    }
    case 'b':
    case 'B':
    case 'h': return in.month();
    case 'a':
    case 'A': return !in.word().empty();
    case 'z': return in.offset();
    case 'Z': return in.zone();
    default: break;
    }
    if (in.at >= in.text.size()) return false;
    const char32_t has = next_code_point(in.text, in.at);
    return has == part.letter || (has < 0x80 && part.letter < 0x80 &&
                                  ascii_lower(static_cast<char>(has)) == ascii_lower(static_cast<char>(part.letter)));
}

void DatePattern::append(std::string_view known) {
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (known[i] == '%')
            parts_.push_back({.sign = known[++i]});
        else
            parts_.push_back(known[i] == ' ' ? Part{.sign = ' '} : Part{.letter = static_cast<char32_t>(known[i])});
    }
}

std::expected<DatePattern, DatePatternError> DatePattern::compile(std::string_view text) {
    if (text.size() > most_bytes)
        return std::unexpected(DatePatternError{.message = fmt::format("longer than {} bytes", most_bytes)});
    DatePattern pattern;
    std::size_t column = 1;
    for (std::size_t at = 0; at < text.size(); ++column) {
        const std::size_t sign_column = column;
        const char32_t c = next_code_point(text, at);
        if (c != U'%') {
            pattern.parts_.push_back(is_blank(c) ? Part{.sign = ' '} : Part{.letter = c});
            continue;
        }
        ++column;
        if (at >= text.size())
            return std::unexpected(DatePatternError{.message = "'%' stands at the end; write %% for the sign itself",
                                                    .column = sign_column});
        const std::size_t begin = at;
        const char32_t sign = next_code_point(text, at);
        const auto is_sign = [&](const auto& one) { return static_cast<char32_t>(one.first) == sign; };
        const auto* abbreviation = std::ranges::find_if(abbreviations, is_sign);
        if (sign == U'%') {
            pattern.parts_.push_back({.letter = U'%'});
        } else if (abbreviation != abbreviations.end()) {
            pattern.append(abbreviation->second);
        } else if (sign < 0x80 && signs.contains(static_cast<char>(sign))) {
            pattern.parts_.push_back({.sign = static_cast<char>(sign)});
        } else {
            return std::unexpected(DatePatternError{
                .message = fmt::format("'%{}' is unknown; there are %d %m %Y %H %M %B and others in docs/selectors.md",
                                       text.substr(begin, at - begin)),
                .column = sign_column});
        }
    }
    if (!pattern.names("dejs"))
        return std::unexpected(DatePatternError{.message = "the format names no day; write one like \"%d.%m.%Y\""});
    return pattern;
}

bool DatePattern::names(std::string_view any_of) const {
    return std::ranges::any_of(parts_, [&](const Part& part) { return part.sign != 0 && any_of.contains(part.sign); });
}

std::optional<PageDate> DatePattern::find(std::string_view text, const VisibleDateOptions& options) const {
    text = utf8_beginning(text, longest_text);
    char32_t before = U' ';
    for (std::size_t begin = 0; begin < text.size(); before = next_code_point(text, begin)) {
        // A number or word is read from its beginning.
        if (is_word_character(before) && is_word_character(first_of(text.substr(begin)))) continue;
        Reading reading{.text = text, .at = begin, .civil = {}, .half = {}, .seconds = {}};
        if (!std::ranges::all_of(parts_, [&](const Part& part) { return read_part(part, reading); })) continue;
        if (auto date = date_of(reading, options)) {
            date->begin = begin;
            date->end = reading.at;
            return date;
        }
    }
    return std::nullopt;
}

std::optional<PageDate> DatePattern::date_of(const Reading& reading, const VisibleDateOptions& options) const {
    CivilTime civil = reading.civil;
    if (reading.seconds) {
        const bool is_milliseconds = *reading.seconds > 99'999'999'999;
        const std::chrono::sys_seconds moment{
            std::chrono::seconds(is_milliseconds ? *reading.seconds / 1000 : *reading.seconds)};
        const auto day = std::chrono::floor<std::chrono::days>(moment);
        set_day(civil, day);
        const std::chrono::hh_mm_ss clock(moment - day);
        civil.hour = static_cast<int>(clock.hours().count());
        civil.minute = static_cast<int>(clock.minutes().count());
        civil.second = static_cast<int>(clock.seconds().count());
        civil.offset = 0;
        return PageDate{.civil = civil, .has_clock = true};
    }
    if (reading.half) civil.hour = civil.hour % 12 + *reading.half;
    const auto visit = today(options);
    const bool has_year = names("Yy");
    if (!has_year) civil.year = static_cast<int>(std::chrono::year_month_day(visit).year());
    const auto settle = [&] {
        if (reading.day_of_year > 0)
            set_day(civil, std::chrono::sys_days(std::chrono::year(civil.year) / 1 / 1) +
                               std::chrono::days(reading.day_of_year - 1));
        else if (!names("mbBh"))
            civil.month = static_cast<int>(static_cast<unsigned>(std::chrono::year_month_day(visit).month()));
        return is_day(civil);
    };
    if (!settle()) return std::nullopt;
    const auto said = std::chrono::sys_days(std::chrono::year(civil.year) / civil.month / civil.day);
    if (!has_year && said > visit + std::chrono::days(1)) {
        --civil.year;
        if (!settle()) return std::nullopt;
    }
    return PageDate{.civil = civil, .has_clock = names("HIk")};
}

} // namespace arna
