#pragma once
#include "feeds/page/date/visible_date.hpp"

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// Why a text is no date format.
struct DatePatternError {
    std::string message;
    std::size_t column = 1; ///< in code points, from 1
};

/// How dates are written, as strptime() has it: `%d.%m.%Y %H:%M`. `date_format` of rules.
class DatePattern {
public:
    static constexpr std::size_t most_bytes = 256;

    /// What is no pattern: an unknown sign behind '%', or a pattern that names no day.
    [[nodiscard]] static std::expected<DatePattern, DatePatternError> compile(std::string_view text);

    /// The first date in a text that is written so; names of months in any language that is known. What the pattern
    /// does
    /// not name is taken from the day of the visit: a date without a year is the last such day. Only the first kilobyte
    /// is read. Nothing where there is none.
    [[nodiscard]] std::optional<PageDate> find(std::string_view text, const VisibleDateOptions& options) const;

private:
    struct Part {
        char sign = 0;       ///< behind '%'; ' ' for white space, 0 for a character that stands for itself
        char32_t letter = 0; ///< which
    };
    struct Reading;

    void append(std::string_view known);
    [[nodiscard]] static bool read_part(const Part& part, Reading& reading);
    [[nodiscard]] std::optional<PageDate> date_of(const Reading& reading, const VisibleDateOptions& options) const;
    [[nodiscard]] bool names(std::string_view signs) const;

    std::vector<Part> parts_;
};

} // namespace arna
