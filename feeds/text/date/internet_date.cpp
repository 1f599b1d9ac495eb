#include "feeds/text/date/internet_date.hpp"

#include "feeds/text/ascii.hpp"

#include <array>

namespace arna {
namespace {

/// Takes what a date consists of from the front of a text; every method says whether it was there.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    bool at_end() const { return rest_.empty(); }

    bool take(char c) {
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }

    bool take_blanks() {
        const std::size_t size = rest_.size();
        while (take(' ') || take('\t')) {
        }
        return rest_.size() < size;
    }

    /// A number of `least` to `most` digits.
    bool take_number(std::size_t least, std::size_t most, int& value) {
        std::size_t n = 0;
        int result = 0;
        for (; n < rest_.size() && n < most && is_ascii_digit(rest_[n]); ++n) {
            result = result * 10 + (rest_[n] - '0');
        }
        if (n < least) return false;
        value = result;
        rest_.remove_prefix(n);
        return true;
    }

    std::string_view take_letters() {
        std::size_t n = 0;
        while (n < rest_.size() && is_ascii_letter(rest_[n])) ++n;
        const std::string_view letters = rest_.substr(0, n);
        rest_.remove_prefix(n);
        return letters;
    }

    /// The digits behind a decimal point, of which three count.
    bool take_fraction(int& thousandths) {
        int unit = 100;
        int digit = 0;
        thousandths = 0;
        if (rest_.empty() || !is_ascii_digit(rest_.front())) return false;
        for (; take_number(1, 1, digit); unit /= 10) thousandths += digit * unit;
        return true;
    }

private:
    std::string_view rest_;
};

/// "Feb", in any case.
bool take_month(Scanner& scanner, int& month) {
    constexpr std::string_view names = "janfebmaraprmayjunjulaugsepoctnovdec";
    const std::string_view name = scanner.take_letters();
    if (name.size() != 3) return false;
    const std::array<char, 3> lower = {ascii_lower(name[0]), ascii_lower(name[1]), ascii_lower(name[2])};
    const std::size_t at = names.find(std::string_view(lower.data(), lower.size()));
    if (at == std::string_view::npos || at % 3 != 0) return false;
    month = static_cast<int>(at / 3 + 1);
    return true;
}

/// "+05:00", "-0300"
bool take_offset(Scanner& scanner, std::optional<int>& offset) {
    const bool minus = scanner.take('-');
    if (!minus && !scanner.take('+')) return false;
    int hours = 0;
    int minutes = 0;
    if (!scanner.take_number(2, 2, hours)) return false;
    scanner.take(':');
    if (!scanner.take_number(2, 2, minutes) || hours > 23 || minutes > 59) return false;
    offset = (hours * 60 + minutes) * (minus ? -1 : 1);
    return true;
}

bool take_clock(Scanner& scanner, CivilTime& time) {
    if (!scanner.take_number(1, 2, time.hour) || !scanner.take(':') || !scanner.take_number(2, 2, time.minute))
        return false;
    if (!scanner.take(':')) return true;
    if (!scanner.take_number(2, 2, time.second)) return false;
    return !scanner.take('.') || scanner.take_fraction(time.millisecond);
}

/// A clock, or the hour alone (ISO 8601: "T10Z").
bool take_iso_clock(Scanner& scanner, CivilTime& time) {
    const Scanner start = scanner;
    if (take_clock(scanner, time)) return true;
    scanner = start;
    return scanner.take_number(2, 2, time.hour);
}

bool take_rfc822_zone(Scanner& scanner, std::optional<int>& offset) {
    if (scanner.at_end()) return true;
    const std::string_view name = scanner.take_letters();
    if (name.empty()) return take_offset(scanner, offset);
    struct Zone {
        std::string_view name;
        int hours;
    };
    constexpr Zone zones[] = {{"GMT", 0},  {"UTC", 0},  {"UT", 0},   {"Z", 0},    {"EST", -5}, {"EDT", -4},
                              {"CST", -6}, {"CDT", -5}, {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7}};
    for (const Zone& zone : zones) {
        if (zone.name == name) {
            offset = zone.hours * 60;
            return true;
        }
    }
    return false;
}

std::optional<CivilTime> at_end(const Scanner& scanner, const CivilTime& time) {
    return scanner.at_end() ? std::optional(time) : std::nullopt;
}

/// Two digits of a year: those of RFC 9110 §5.6.7 are at most 50 years ahead; there is no clock here, so it is the
/// century around the invention of HTTP.
constexpr int full_year(int year) { return year + (year < 70 ? 2000 : 1900); }

} // namespace

std::optional<CivilTime> read_rfc2822(std::string_view text) {
    Scanner scanner(text);
    CivilTime time;
    if (!scanner.take_letters().empty() && !scanner.take(',')) return std::nullopt;
    scanner.take_blanks();
    if (!scanner.take_number(1, 2, time.day) || !scanner.take_blanks()) return std::nullopt;
    if (!take_month(scanner, time.month) || !scanner.take_blanks()) return std::nullopt;
    if (!scanner.take_number(4, 4, time.year) || !scanner.take_blanks()) return std::nullopt;
    if (!take_clock(scanner, time)) return std::nullopt;
    scanner.take_blanks();
    if (!take_rfc822_zone(scanner, time.offset)) return std::nullopt;
    return at_end(scanner, time);
}

std::optional<CivilTime> read_rfc3339(std::string_view text) {
    Scanner scanner(text);
    CivilTime time;
    if (!scanner.take_number(4, 4, time.year) || !scanner.take('-') || !scanner.take_number(2, 2, time.month) ||
        !scanner.take('-') || !scanner.take_number(2, 2, time.day)) {
        return std::nullopt;
    }
    if (scanner.at_end()) return time;
    const bool has_t = scanner.take('T') || scanner.take('t');
    if (!has_t && !scanner.take(' ')) return std::nullopt;
    if (!(has_t ? take_iso_clock(scanner, time) : take_clock(scanner, time))) return std::nullopt;
    if (scanner.take('Z') || scanner.take('z')) {
        time.offset = 0;
    } else if (!scanner.at_end() && !take_offset(scanner, time.offset)) {
        return std::nullopt;
    }
    return at_end(scanner, time);
}

std::optional<CivilTime> read_rfc850(std::string_view text) {
    Scanner scanner(text);
    CivilTime time{.offset = 0};
    if (scanner.take_letters().empty() || !scanner.take(',') || !scanner.take_blanks()) return std::nullopt;
    if (!scanner.take_number(2, 2, time.day) || !scanner.take('-')) return std::nullopt;
    if (!take_month(scanner, time.month) || !scanner.take('-') || !scanner.take_number(2, 2, time.year) ||
        !scanner.take_blanks())
        return std::nullopt;
    time.year = full_year(time.year);
    if (!take_clock(scanner, time) || !scanner.take_blanks() || scanner.take_letters() != "GMT") return std::nullopt;
    return at_end(scanner, time);
}

std::optional<CivilTime> read_asctime(std::string_view text) {
    Scanner scanner(text);
    CivilTime time{.offset = 0};
    if (scanner.take_letters().empty() || !scanner.take_blanks()) return std::nullopt;
    if (!take_month(scanner, time.month) || !scanner.take_blanks() || !scanner.take_number(1, 2, time.day) ||
        !scanner.take_blanks())
        return std::nullopt;
    if (!take_clock(scanner, time) || !scanner.take_blanks()) return std::nullopt;
    if (!scanner.take_number(4, 4, time.year)) return std::nullopt;
    return at_end(scanner, time);
}

} // namespace arna
