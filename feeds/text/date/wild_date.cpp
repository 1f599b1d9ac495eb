#include "feeds/text/date/wild_date.hpp"

#include "feeds/text/ascii.hpp"
#include "feeds/text/date/date_forms.hpp"
#include "feeds/text/date/date_tokens.hpp"
#include "feeds/text/date/zone_names.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace arna {
namespace {

using Tokens = std::vector<DateToken>;
using Meaning = DateWord::Kind;

/// Takes the parts of a date out of its tokens, one kind after the other; the day is what is left.
class WildDate {
public:
    explicit WildDate(Tokens tokens) : tokens_(std::move(tokens)) {}

    std::optional<Time> read(DateOptions options) {
        take_units();
        take_zone(take_clock(), options);
        drop_leftovers();
        const bool has_day = has_year_unit_ ? tokens_.empty() : read_form(tokens_, half_.has_value(), civil_);
        if (!has_day) return std::nullopt;
        if (half_ && civil_.hour <= 12) civil_.hour = civil_.hour % 12 + *half_; // "13:55 PM" has been seen
        return to_time(civil_, options);
    }

private:
    using Position = std::size_t;

    bool is_number(Position i, std::size_t least, std::size_t most) const {
        return i < tokens_.size() && tokens_[i].is_number(least, most);
    }
    bool is_sign(Position i, std::string_view signs) const {
        return i < tokens_.size() && std::ranges::any_of(signs, [&](char sign) { return tokens_[i].is_sign(sign); });
    }
    bool is_word(Position i, Meaning meaning) const { return i < tokens_.size() && tokens_[i].is_word(meaning); }

    void erase(Position from, Position to) {
        const auto at = [&](Position i) { return tokens_.begin() + static_cast<std::ptrdiff_t>(i); };
        tokens_.erase(at(from), at(to));
    }

    void take_units();
    void set_unit(int unit, int value);
    std::optional<Position> take_clock();
    std::optional<Position> take_colon_clock();
    std::optional<Position> take_packed_clock();
    std::optional<Position> take_half(std::optional<Position> clock);
    void take_fraction(Position at);
    void take_zone(std::optional<Position> clock, DateOptions& options);
    bool take_named_zone(Position at, DateOptions& options);
    bool take_offset(Position at);
    void drop_leftovers();

    Tokens tokens_;
    CivilTime civil_;
    std::optional<int> half_; ///< of the day: 0 or 12
    bool has_year_unit_ = false;
};

/// "2026년 2월 23일 10시 55분", "10h55": numbers that say what they count.
void WildDate::take_units() {
    for (Position i = 0; i + 1 < tokens_.size();) {
        if (!is_number(i, 1, 4) || !is_word(i + 1, Meaning::unit)) {
            ++i;
            continue;
        }
        const int unit = tokens_[i + 1].word.value;
        set_unit(unit, tokens_[i].value());
        const bool minutes_follow =
            unit == 'h' && is_number(i + 2, 2, 2) && !tokens_[i + 2].after_blank && !is_word(i + 3, Meaning::unit);
        if (minutes_follow) civil_.minute = tokens_[i + 2].value();
        erase(i, i + (minutes_follow ? 3 : 2));
    }
}

void WildDate::set_unit(int unit, int value) {
    switch (unit) {
    case 'Y':
        civil_.year = value;
        has_year_unit_ = true;
        break;
    case 'M': civil_.month = value; break;
    case 'D': civil_.day = value; break;
    case 'h': civil_.hour = value; break;
    case 'm': civil_.minute = value; break;
    case 's': civil_.second = value; break;
    default: break;
    }
}

/// Takes the time of day and says where it stood.
std::optional<WildDate::Position> WildDate::take_clock() {
    auto clock = take_colon_clock();
    if (!clock) clock = take_packed_clock();
    return take_half(clock);
}

/// "10:55 pm", "오후 10:55", "10 pm".
std::optional<WildDate::Position> WildDate::take_half(std::optional<Position> clock) {
    const auto found =
        std::ranges::find_if(tokens_, [](const DateToken& token) { return token.is_word(Meaning::half); });
    if (found == tokens_.end()) return clock;
    const auto at = static_cast<Position>(found - tokens_.begin());
    half_ = found->word.value;
    erase(at, at + 1);
    if (clock) return at < *clock ? *clock - 1 : *clock;
    if (at == 0 || !is_number(at - 1, 1, 2)) return std::nullopt;
    civil_.hour = tokens_[at - 1].value();
    erase(at - 1, at);
    return at - 1;
}

std::optional<WildDate::Position> WildDate::take_colon_clock() {
    for (Position i = 0; i + 2 < tokens_.size(); ++i) {
        if (!is_number(i, 1, 2) || !is_sign(i + 1, ":") || !is_number(i + 2, 1, 2)) continue;
        civil_.hour = tokens_[i].value();
        civil_.minute = tokens_[i + 2].value();
        Position end = i + 3;
        if (is_sign(end, ":") && is_number(end + 1, 1, 2)) {
            civil_.second = tokens_[end + 1].value();
            end += 2;
            if (is_sign(end, ".,:") && is_number(end + 1, 1, 9)) {
                take_fraction(end + 1);
                end += 2;
            }
        }
        erase(i, end);
        return i;
    }
    return std::nullopt;
}

/// ISO 8601 without separators: 105500 or 1055 behind a date of digits.
std::optional<WildDate::Position> WildDate::take_packed_clock() {
    for (Position i = 1; i < tokens_.size(); ++i) {
        const bool is_behind_hyphens =
            i >= 5 && is_number(i - 5, 4, 4) && is_sign(i - 4, "-") && is_sign(i - 2, "-") && is_number(i - 1, 2, 2);
        if (!(is_number(i - 1, 7, 8) || is_behind_hyphens) || !(is_number(i, 6, 6) || is_number(i, 4, 4))) continue;
        const bool seconds = is_number(i, 6, 6);
        const int digits = tokens_[i].value() * (seconds ? 1 : 100);
        civil_.hour = digits / 10000;
        civil_.minute = digits / 100 % 100;
        civil_.second = digits % 100;
        const bool fraction = seconds && is_sign(i + 1, ".,") && is_number(i + 2, 1, 9);
        if (fraction) take_fraction(i + 2);
        erase(i, i + (fraction ? 3 : 1));
        return i;
    }
    return std::nullopt;
}

void WildDate::take_fraction(Position at) {
    std::string digits = tokens_[at].text;
    digits.resize(3, '0');
    civil_.millisecond = (digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0');
}

/// Takes the zone: behind the clock, or else wherever its name stands. Another name behind the clock says no more than
/// that there is a zone (RFC 2822 §4.3).
void WildDate::take_zone(std::optional<Position> clock, DateOptions& options) {
    if (clock && (take_offset(*clock) || take_named_zone(*clock, options))) return;
    for (Position i = 0; i < tokens_.size(); ++i) {
        if (take_named_zone(i, options)) return;
    }
    if (!clock || *clock >= tokens_.size()) return;
    const DateToken& token = tokens_[*clock];
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    if (token.is_word(Meaning::unknown) && token.text.size() <= 5 && std::ranges::all_of(token.text, is_letter)) {
        erase(*clock, *clock + 1);
    }
}

/// "MSK", "GMT+5".
bool WildDate::take_named_zone(Position at, DateOptions& options) {
    if (at >= tokens_.size() || tokens_[at].kind != DateToken::Kind::word || tokens_[at].is_word(Meaning::month))
        return false;
    const auto zone = zone_of_name(tokens_[at].text);
    if (!zone) return false;
    erase(at, at + 1);
    if (zone->rules.empty()) {
        if (!take_offset(at)) {
            civil_.offset = zone->offset; // "GMT+5" is the offset, "EDT -0400" says it twice
        }
    } else {
        options.time_zone = zone->rules;
    }
    return true;
}

/// "+05:00", "-0500", "+5".
bool WildDate::take_offset(Position at) {
    if (!is_sign(at, "+-") || !is_number(at + 1, 1, 4)) return false;
    const DateToken& number = tokens_[at + 1];
    Position end = at + 2;
    int minutes = number.value() * 60;
    if (number.text.size() > 2) {
        minutes = number.value() / 100 * 60 + number.value() % 100;
    } else if (is_sign(end, ":") && is_number(end + 1, 2, 2)) {
        minutes += tokens_[end + 1].value();
        end += 2;
    }
    if (minutes >= 24 * 60) return false;
    civil_.offset = is_sign(at, "-") ? -minutes : minutes;
    erase(at, end);
    return true;
}

/// Signs that separated a date from its clock, and second mentions of a zone.
void WildDate::drop_leftovers() {
    std::erase_if(tokens_, [](const DateToken& token) {
        return token.is_sign(':') || token.is_sign(',') || token.is_word(Meaning::half) ||
               (token.kind == DateToken::Kind::word && zone_of_name(token.text));
    });
}

/// Seconds or milliseconds since 1970, or digits of a date and a time without anything between them.
std::optional<Time> read_digits(std::string_view digits, const DateOptions& options) {
    constexpr std::size_t longest = 14;
    if (digits.size() > longest) return std::nullopt;
    std::int64_t number = 0;
    for (const char digit : digits) number = number * 10 + (digit - '0');
    switch (digits.size()) {
    case 9:
    case 10: return Time(std::chrono::seconds(number));
    case 13: return Time(std::chrono::milliseconds(number));
    case 12: number *= 100; [[fallthrough]];
    case 14: {
        const auto field = [&](std::int64_t unit, std::int64_t size) { return static_cast<int>(number / unit % size); };
        return to_time({.year = field(10'000'000'000, 10'000),
                        .month = field(100'000'000, 100),
                        .day = field(1'000'000, 100),
                        .hour = field(10'000, 100),
                        .minute = field(100, 100),
                        .second = field(1, 100)},
                       options);
    }
    default: return std::nullopt;
    }
}

/// The name of a tz database zone in a date, "Asia/Almaty": where it is, empty without one.
std::string_view zone_in(std::string_view text) {
    const auto is_part = [](char c) { return is_ascii_letter(c) || c == '_' || c == '/'; };
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return {};
    std::size_t start = slash;
    std::size_t end = slash;
    while (start > 0 && is_part(text[start - 1])) --start;
    while (end < text.size() && is_part(text[end])) ++end;
    const std::string_view name = text.substr(start, end - start);
    return is_time_zone(name) ? name : std::string_view();
}

} // namespace

std::optional<Time> read_wild_date(std::string_view text, const DateOptions& options) {
    constexpr std::size_t longest = 128;
    if (text.size() > longest || text.starts_with('-')) return std::nullopt; // "-03-12" leaves the century out
    if (text.find_first_not_of("0123456789") == std::string_view::npos && text.size() > 8)
        return read_digits(text, options);
    DateOptions zoned = options;
    std::string without_zone(text);
    if (const std::string_view zone = zone_in(text); !zone.empty()) {
        zoned.time_zone = zone;
        without_zone.erase(static_cast<std::size_t>(zone.data() - text.data()), zone.size());
        std::erase_if(without_zone, [](char c) { return c == '[' || c == ']'; });
    } else if (text.ends_with("Z[UTC]") || text.ends_with("Z[GMT]")) { // Java
        without_zone.erase(without_zone.find('['));
    }
    auto tokens = date_tokens(without_zone);
    return tokens ? WildDate(*std::move(tokens)).read(std::move(zoned)) : std::nullopt;
}

} // namespace arna
