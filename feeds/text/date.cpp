#include "feeds/text/date.hpp"

#include "feeds/text/civil_time.hpp"

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
        for (; n < rest_.size() && n < most && rest_[n] >= '0' && rest_[n] <= '9'; ++n) {
            result = result * 10 + (rest_[n] - '0');
        }
        if (n < least) return false;
        value = result;
        rest_.remove_prefix(n);
        return true;
    }

    std::string_view take_letters() {
        std::size_t n = 0;
        while (n < rest_.size() && ((rest_[n] | 0x20) >= 'a' && (rest_[n] | 0x20) <= 'z')) ++n;
        const std::string_view letters = rest_.substr(0, n);
        rest_.remove_prefix(n);
        return letters;
    }

    void skip_digits() {
        while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') rest_.remove_prefix(1);
    }

private:
    std::string_view rest_;
};

int english_month(std::string_view name) {
    constexpr std::string_view names = "janfebmaraprmayjunjulaugsepoctnovdec";
    if (name.size() != 3) return 0;
    const std::array<char, 3> lower = {static_cast<char>(name[0] | 0x20), static_cast<char>(name[1] | 0x20),
                                       static_cast<char>(name[2] | 0x20)};
    const std::size_t at = names.find(std::string_view(lower.data(), 3));
    return at == std::string_view::npos || at % 3 != 0 ? 0 : static_cast<int>(at / 3 + 1);
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
    if (!scanner.take('.')) return true;
    if (!scanner.take_number(1, 3, time.millisecond)) return false;
    scanner.skip_digits();
    return true;
}

std::optional<CivilTime> read_rfc3339(std::string_view text) {
    Scanner scanner(text);
    CivilTime time;
    if (!scanner.take_number(4, 4, time.year) || !scanner.take('-') || !scanner.take_number(2, 2, time.month) ||
        !scanner.take('-') || !scanner.take_number(2, 2, time.day)) {
        return std::nullopt;
    }
    if (scanner.at_end()) return time;
    if (!scanner.take('T') && !scanner.take('t') && !scanner.take(' ')) return std::nullopt;
    if (!take_clock(scanner, time)) return std::nullopt;
    if (scanner.at_end()) return time;
    if (scanner.take('Z') || scanner.take('z')) {
        time.offset = 0;
    } else if (!take_offset(scanner, time.offset)) {
        return std::nullopt;
    }
    return scanner.at_end() ? std::optional(time) : std::nullopt;
}

std::optional<CivilTime> read_rfc822(std::string_view text) {
    Scanner scanner(text);
    CivilTime time;
    if (!scanner.take_letters().empty() && !scanner.take(',')) return std::nullopt;
    scanner.take_blanks();
    if (!scanner.take_number(1, 2, time.day) || !scanner.take_blanks()) return std::nullopt;
    time.month = english_month(scanner.take_letters());
    if (!scanner.take_blanks() || !scanner.take_number(4, 4, time.year) || !scanner.take_blanks()) return std::nullopt;
    if (!take_clock(scanner, time)) return std::nullopt;
    scanner.take_blanks();
    if (scanner.at_end()) return time;
    const std::string_view zone = scanner.take_letters();
    if (zone == "GMT" || zone == "UTC" || zone == "UT" || zone == "Z") {
        time.offset = 0;
    } else if (!zone.empty() || !take_offset(scanner, time.offset)) {
        return std::nullopt;
    }
    return scanner.at_end() ? std::optional(time) : std::nullopt;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos) return {};
    return text.substr(start, text.find_last_not_of(" \t\r\n") - start + 1);
}

} // namespace

std::optional<Time> parse_date(std::string_view text, const DateOptions& options) {
    text = trimmed(text);
    auto civil = read_rfc822(text);
    if (!civil) civil = read_rfc3339(text);
    return civil ? to_time(*civil, options) : std::nullopt;
}

std::optional<Time> parse_http_date(std::string_view text) { return parse_date(text); }

} // namespace arna
