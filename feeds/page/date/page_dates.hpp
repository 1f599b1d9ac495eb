#pragma once
#include "feeds/page/date/page_zone.hpp"
#include "feeds/page/page_sources.hpp"
#include "feeds/text/error.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

struct PageDates {
    std::optional<Time> published;
    std::string published_source;
    std::optional<Time> updated;
    std::string updated_source;
    std::vector<Problem> problems; ///< "date-contradicts"
};

/// When the article was published and updated, each from the first source that says it. `time_zone` is of clocks that
/// name none; empty: the offset of the page's own machine dates, else the zone of a country's domain, else UTC.
[[nodiscard]] PageDates find_dates(const PageSources& sources, std::string_view time_zone, Time now);

} // namespace arna
