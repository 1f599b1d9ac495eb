#include "feeds/page/ruled/ruled_date.hpp"

namespace arna {

std::optional<Time> moment_of(const PageDate& date, const VisibleDateOptions& options) {
    auto moment = options.zone.moment_of(date.civil);
    if (moment && date.civil.offset == 0 && *moment > options.now) {
        auto local = date.civil;
        local.offset.reset();
        if (const auto as_local = options.zone.moment_of(local); as_local && *as_local <= options.now) return as_local;
    }
    return moment;
}

std::optional<Time> ruled_date(std::string_view text, const std::optional<DatePattern>& pattern,
                               const VisibleDateOptions& options) {
    if (pattern)
        if (const auto date = pattern->find(text, options)) return moment_of(*date, options);
    auto date = read_machine_date(text);
    if (!date) date = find_date(text, options);
    return date ? moment_of(*date, options) : std::nullopt;
}

} // namespace arna
