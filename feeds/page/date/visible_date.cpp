#include "feeds/page/date/visible_date.hpp"

#include "feeds/page/date/date_phrases.hpp"
#include "feeds/page/date/line_tokens.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/date/date_words.hpp"
#include "feeds/text/date/zone_names.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

namespace arna {
namespace {

constexpr std::size_t longest_line = 1024;
constexpr int earliest_year = 1990;

using Token = LineToken;

/// Looks for a day, then for the clock beside it.
class LineReader {
public:
    LineReader(std::string_view text, const VisibleDateOptions& options)
        : tokens_(line_tokens(text)), options_(options) {}

    std::optional<PageDate> first_date() {
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            std::size_t end = i;
            CivilTime civil;
            bool has_clock = false;
            const bool is_packed = i > 0 && !tokens_[i].after_blank && tokens_[i - 1].kind == Token::Kind::word;
            if (!is_packed && (read_day(i, end, civil) || read_named_day(i, end, civil))) {
                const bool has_year = says_year(i, end);
                std::size_t begin = i;
                has_clock = read_clock_after(end, civil) || read_clock_before(begin, civil);
                return PageDate{.civil = civil,
                                .has_clock = has_clock,
                                .has_year = has_year,
                                .begin = tokens_[begin].begin,
                                .end = tokens_[end - 1].end};
            }
            if (read_time_ago(i, end, civil, has_clock))
                return PageDate{
                    .civil = civil, .has_clock = has_clock, .begin = tokens_[i].begin, .end = tokens_[end - 1].end};
        }
        return std::nullopt;
    }

private:
    [[nodiscard]] bool has(std::size_t i) const { return i < tokens_.size(); }
    [[nodiscard]] bool is_number(std::size_t i, std::size_t least, std::size_t most) const {
        return has(i) && tokens_[i].kind == Token::Kind::number && tokens_[i].digits >= least &&
               tokens_[i].digits <= most;
    }
    [[nodiscard]] bool is_sign(std::size_t i, std::u32string_view signs) const {
        return has(i) && tokens_[i].kind == Token::Kind::sign && signs.contains(tokens_[i].sign);
    }
    [[nodiscard]] bool is_word(std::size_t i, DateWord::Kind kind) const {
        return has(i) && tokens_[i].kind == Token::Kind::word && tokens_[i].word.kind == kind;
    }
    [[nodiscard]] bool is_unit(std::size_t i, char unit) const {
        return is_word(i, DateWord::Kind::unit) && tokens_[i].word.value == unit;
    }
    [[nodiscard]] bool is_year(std::size_t i) const {
        return is_number(i, 4, 4) && tokens_[i].value >= earliest_year && tokens_[i].value < 2100;
    }

    /// Behind fillers ("of", "de", "жылғы", ordinals) and signs among `signs`.
    [[nodiscard]] std::size_t skip(std::size_t i, std::u32string_view signs) const {
        constexpr int most = 3;
        for (int n = 0; n < most && has(i) && (is_word(i, DateWord::Kind::filler) || is_sign(i, signs)); ++n) ++i;
        return i;
    }

    /// Whether the tokens of a day name its year, or say it by "today".
    [[nodiscard]] bool says_year(std::size_t begin, std::size_t end) const {
        std::size_t numbers = 0;
        for (std::size_t i = begin; i < end; ++i) {
            if (is_year(i)) return true;
            numbers += tokens_[i].kind == Token::Kind::number ? 1U : 0U;
        }
        return numbers == 0 || numbers >= 2;
    }

    bool read_day(std::size_t i, std::size_t& end, CivilTime& civil) const {
        return read_year_first(i, end, civil) || read_day_first(i, end, civil) || read_month_first(i, end, civil);
    }

    /// 2026-02-23, 2026.02.23, "2026 жылғы 23 ақпан", "2026. február 23.", 2026年2月23日
    bool read_year_first(std::size_t i, std::size_t& end, CivilTime& civil) const {
        if (!is_year(i)) return false;
        civil.year = tokens_[i].value;
        if (is_unit(i + 1, 'Y') && is_number(i + 2, 1, 2) && is_unit(i + 3, 'M') && is_number(i + 4, 1, 2) &&
            is_unit(i + 5, 'D'))
            return set(civil, i + 2, i + 4, end = i + 6);
        const bool joined = is_sign(i + 1, U"-/.") && is_number(i + 2, 1, 2) && is_sign(i + 3, U"-/.") &&
                            tokens_[i + 1].sign == tokens_[i + 3].sign && is_number(i + 4, 1, 2);
        if (joined) return set(civil, i + 2, i + 4, end = i + 5);
        const std::size_t next = skip(i + 1, U".,");
        if (is_number(next, 1, 2) && is_word(next + 1, DateWord::Kind::month))
            return set(civil, next + 1, next, end = next + 2);
        if (is_word(next, DateWord::Kind::month)) {
            const std::size_t day = skip(next + 1, U".");
            if (is_number(day, 1, 2) && !is_sign(day + 1, U":")) return set(civil, next, day, end = day + 1);
        }
        return false;
    }

    /// 23.02.2026, 23/02/26, "23 февраля 2026", "23rd of February, 2026", "23 ақпан"
    bool read_day_first(std::size_t i, std::size_t& end, CivilTime& civil) const {
        if (!is_number(i, 1, 2)) return false;
        if (is_sign(i + 1, U"./-|") && is_number(i + 2, 1, 2) && is_sign(i + 3, U"./-|") &&
            tokens_[i + 1].sign == tokens_[i + 3].sign)
            return read_numbers(i, end, civil);
        std::size_t month = skip(i + 1, U".-º/");
        if (!is_word(month, DateWord::Kind::month)) return false;
        const std::size_t year = skip(month + 1, U".,-/'’");
        if (is_year(year)) {
            civil.year = tokens_[year].value;
            return set(civil, month, i, end = year + 1);
        }
        if (is_number(year, 2, 2) && !is_sign(year + 1, U":.") && year == month + 1 && tokens_[i].after_blank &&
            !tokens_[year].after_blank) {
            civil.year = 2000 + tokens_[year].value; // 23-Feb-26
            return set(civil, month, i, end = year + 1);
        }
        return set_without_year(civil, month, i, end = month + 1);
    }

    /// Three numbers with one sign between them, the year last.
    bool read_numbers(std::size_t i, std::size_t& end, CivilTime& civil) const {
        const bool has_year = is_year(i + 4);
        const bool is_short =
            is_number(i + 4, 2, 2) && tokens_[i + 1].sign != U'-' && is_number(i, 2, 2) && is_number(i + 2, 2, 2);
        if (!has_year && !is_short) return false;
        if (is_sign(i + 5, U"./-") && is_number(i + 6, 1, 4) && !tokens_[i + 6].after_blank &&
            !tokens_[i + 5].after_blank && tokens_[i + 5].sign == tokens_[i + 1].sign)
            return false; // 1.2.3.4 is a version or an address
        civil.year = tokens_[i + 4].value + (has_year ? 0 : 2000);
        const bool american =
            tokens_[i + 1].sign != U'.' && (options_.month_first ? tokens_[i].value <= 12 : tokens_[i + 2].value > 12);
        return set(civil, american ? i : i + 2, american ? i + 2 : i, end = i + 5);
    }

    /// "February 23, 2026", "Feb. 23", "Ақпан 23, 2026"
    bool read_month_first(std::size_t i, std::size_t& end, CivilTime& civil) const {
        if (!is_word(i, DateWord::Kind::month)) return false;
        const std::size_t day = skip(i + 1, U".");
        if (!is_number(day, 1, 2) || is_sign(day + 1, U":")) return false;
        const std::size_t year = skip(day + 1, U",.");
        if (is_year(year)) {
            civil.year = tokens_[year].value;
            return set(civil, i, day, end = year + 1);
        }
        return set_without_year(civil, i, day, end = day + 1);
    }

    [[nodiscard]] int value_of(std::size_t i) const {
        return tokens_[i].kind == Token::Kind::number ? tokens_[i].value : tokens_[i].word.value;
    }

    bool set(CivilTime& civil, std::size_t month, std::size_t day, std::size_t /*end*/) const {
        civil.month = value_of(month);
        civil.day = value_of(day);
        return is_page_day(civil);
    }

    /// Of the year that makes it no later than tomorrow.
    bool set_without_year(CivilTime& civil, std::size_t month, std::size_t day, std::size_t end) const {
        if (options_.needs_year || tokens_[month].word.may_be_weekday || code_points(tokens_[month].key) < 3)
            return false;
        const auto today = day_of(options_.now, options_.zone);
        civil.year = static_cast<int>(today.year());
        if (!set(civil, month, day, end)) return false;
        const std::chrono::year_month_day said{std::chrono::year(civil.year),
                                               std::chrono::month(static_cast<unsigned>(civil.month)),
                                               std::chrono::day(static_cast<unsigned>(civil.day))};
        if (std::chrono::sys_days(said) > std::chrono::sys_days(today) + std::chrono::days(1)) --civil.year;
        return is_page_day(civil);
    }

    /// "Бүгін", "вчера", "yesterday".
    bool read_named_day(std::size_t i, std::size_t& end, CivilTime& civil) const {
        if (tokens_[i].kind != Token::Kind::word) return false;
        const auto days = days_before(tokens_[i].key);
        if (!days) return false;
        CivilTime clock; // without one it may be any sentence that says "today"
        std::size_t behind = i + 1;
        std::size_t before = i;
        const bool stands_alone = tokens_.size() <= 2;
        if (!stands_alone && !read_clock_after(behind, clock) && !read_clock_before(before, clock)) return false;
        const auto today = std::chrono::sys_days(day_of(options_.now, options_.zone));
        set_civil_day(civil, today - std::chrono::days(*days));
        end = i + 1;
        return true;
    }

    /// "2 hours ago", "5 мин. назад", "vor 2 Stunden", "hace 2 horas"; "час назад" is one.
    bool read_time_ago(std::size_t i, std::size_t& end, CivilTime& civil, bool& has_clock) const {
        const bool has_number = is_number(i, 1, 3);
        const std::size_t at = has_number ? i + 1 : i;
        if (!has(at) || tokens_[at].kind != Token::Kind::word) return false;
        const int unit = minutes_of_unit(tokens_[at].key);
        if (unit == 0) return false;
        const auto is_ago = [&](std::size_t k) {
            return has(k) && tokens_[k].kind == Token::Kind::word && says_ago(tokens_[k].key);
        };
        const std::size_t behind = is_sign(at + 1, U".") ? at + 2 : at + 1;
        const bool after = is_ago(behind);
        const bool before = i > 0 && is_ago(i - 1);
        const bool french = i > 2 && tokens_[i - 1].key == "a" && tokens_[i - 2].key == "y";
        if (!after && !(has_number && (before || french))) return false;
        const long long count = has_number ? tokens_[i].value : 1;
        const auto moment = options_.now - std::chrono::minutes(count * unit);
        constexpr int day_minutes = 24 * 60;
        has_clock = unit < day_minutes;
        if (has_clock) {
            civil = civil_in_utc(moment);
        } else {
            set_civil_day(civil, day_of(moment, options_.zone));
        }
        end = (after ? behind : at) + 1;
        return is_page_day(civil);
    }

    /// The clock that begins at `i`, with its zone; `i` moves behind it.
    bool read_clock(std::size_t& i, CivilTime& civil) const {
        if (!is_number(i, 1, 2)) return false;
        const bool colon = is_sign(i + 1, U":") && is_number(i + 2, 2, 2);
        const bool stop =
            is_sign(i + 1, U".") && is_number(i + 2, 2, 2) && !is_sign(i + 3, U".") && !tokens_[i + 2].after_blank;
        const bool unit = is_unit(i + 1, 'h');
        const bool half_only = is_word(i + 1, DateWord::Kind::half);
        if (!colon && !stop && !unit && !half_only) return false;
        civil.hour = tokens_[i].value;
        civil.minute = (colon || stop || (unit && is_number(i + 2, 2, 2))) ? tokens_[i + 2].value : 0;
        std::size_t end = half_only ? i + 1 : unit && !is_number(i + 2, 2, 2) ? i + 2 : i + 3;
        civil.second = 0;
        if (colon && is_sign(end, U":") && is_number(end + 1, 2, 2)) {
            civil.second = tokens_[end + 1].value;
            end += 2;
        }
        if (is_word(end, DateWord::Kind::half) && civil.hour <= 12) {
            civil.hour = civil.hour % 12 + tokens_[end].word.value;
            ++end;
        } else if (has(end + 2) && (tokens_[end].key == "a" || tokens_[end].key == "p") && is_sign(end + 1, U".") &&
                   tokens_[end + 2].key == "m" && civil.hour <= 12) {
            civil.hour = civil.hour % 12 + (tokens_[end].key == "p" ? 12 : 0);
            end += 3;
        }
        if (civil.hour > 23 || civil.minute > 59 || civil.second > 60) return false;
        read_zone(end, civil);
        i = end;
        return true;
    }

    /// "(UTC+5)", "GMT", "MSK", "+05:00" behind a clock.
    void read_zone(std::size_t& i, CivilTime& civil) const {
        std::size_t at = is_sign(i, U"(") ? i + 1 : i;
        bool is_named = false;
        if (has(at) && tokens_[at].kind == Token::Kind::word && !is_word(at, DateWord::Kind::month)) {
            const auto zone = zone_of_name(tokens_[at].key);
            if (!zone) return;
            is_named = true;
            if (zone->rules.empty()) civil.offset = zone->offset;
            ++at;
        }
        if (is_sign(at, U"+-") && is_number(at + 1, 1, 4) &&
            (is_named || is_number(at + 1, 4, 4) || is_sign(at + 2, U":"))) {
            int minutes = tokens_[at + 1].value;
            std::size_t end = at + 2;
            if (tokens_[at + 1].digits > 2) {
                minutes = minutes / 100 * 60 + minutes % 100;
            } else {
                minutes *= 60;
                if (is_sign(end, U":") && is_number(end + 1, 2, 2)) {
                    minutes += tokens_[end + 1].value;
                    end += 2;
                }
            }
            if (minutes < 15 * 60) civil.offset = is_sign(at, U"-") ? -minutes : minutes;
            at = end;
            is_named = true;
        }
        if (is_named) i = at;
    }

    bool read_clock_after(std::size_t& end, CivilTime& civil) const {
        constexpr std::size_t most_between = 5;
        std::size_t at = end;
        for (std::size_t n = 0; n < most_between && has(at); ++n) {
            CivilTime with = civil;
            std::size_t behind = at;
            if (read_clock(behind, with)) {
                civil = with;
                end = behind;
                return true;
            }
            const bool passes = is_sign(at, U",-|/.·•@–()") || is_word(at, DateWord::Kind::filler) ||
                                is_word(at, DateWord::Kind::weekday) ||
                                (has(at) && tokens_[at].kind == Token::Kind::word &&
                                 (tokens_[at].key == "t" || tokens_[at].key == "и"));
            if (!passes) return false;
            ++at;
        }
        return false;
    }

    /// "10:55, 23.02.2026", "10:55 | Бүгін".
    bool read_clock_before(std::size_t& begin, CivilTime& civil) const {
        constexpr std::size_t longest = 9; // tokens back: a clock with seconds, a zone, and a sign
        for (std::size_t back = 3; back <= longest && back <= begin; ++back) {
            std::size_t at = begin - back;
            CivilTime with = civil;
            if (!is_number(at, 1, 2) || !read_clock(at, with) || at > begin) continue;
            while (at < begin && (is_sign(at, U",-|/·•") || is_word(at, DateWord::Kind::filler) ||
                                  is_word(at, DateWord::Kind::weekday)))
                ++at;
            if (at != begin) continue;
            civil = with;
            begin -= back;
            return true;
        }
        return false;
    }

    std::vector<Token> tokens_;
    const VisibleDateOptions& options_;
};

} // namespace

std::optional<PageDate> find_date(std::string_view text, const VisibleDateOptions& options) {
    if (says_just_now(text))
        return PageDate{.civil = civil_in_utc(options.now), .has_clock = true, .begin = 0, .end = text.size()};
    const auto line = utf8_beginning(text, longest_line);
    return may_hold_date(line) ? LineReader(line, options).first_date() : std::nullopt;
}

} // namespace arna
