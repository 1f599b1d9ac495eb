#include "feeds/page/ruled/ruled_date.hpp"

#include "feeds/page/date/page_clock.hpp"

namespace arna {

std::optional<Time> ruled_date(std::string_view text, const std::optional<DatePattern>& pattern,
                               const VisibleDateOptions& options) {
    if (pattern)
        if (const auto date = pattern->find(text, options)) return moment_of(*date, options);
    auto date = read_machine_date(text);
    if (!date) date = find_date(text, options);
    return date ? moment_of(*date, options) : std::nullopt;
}

} // namespace arna
