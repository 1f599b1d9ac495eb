#include "feeds/page/date/date_reader.hpp"

#include <chrono>

namespace arna {

std::optional<ToldDate> DateReader::told(std::string_view text, const char* source) const {
    auto with_year = options_;
    with_year.needs_year = true;
    const bool is_ambiguous = text.size() < 40 && text.find('/') < 3;
    auto date = is_ambiguous ? find_date(text, with_year) : std::nullopt;
    if (!date) date = read_machine_date(text);
    if (!date) date = find_date(text, with_year);
    if (!date || !is_plausible(*date)) return std::nullopt;
    return ToldDate{*date, source};
}

bool DateReader::is_plausible(const PageDate& date) const {
    const auto moment = options_.zone.moment_of(date.civil);
    return moment && *moment <= options_.now + std::chrono::days(2);
}

} // namespace arna
