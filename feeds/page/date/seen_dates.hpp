#pragma once
#include "feeds/page/date/date_reader.hpp"
#include "feeds/page/page_sources.hpp"

#include <optional>

namespace arna {

/// Dates of an article that stand in the page for its readers.
struct SeenDates {
    std::optional<ToldDate> published;
    std::optional<ToldDate> updated;
};

/// Those of the article's `time` elements; the published one is the nearest to the title.
[[nodiscard]] SeenDates time_elements(const PageSources& sources, const DateReader& reader);

/// Those that readers see: in elements called date, then in short lines, the nearest to the title.
[[nodiscard]] SeenDates visible_dates(const PageSources& sources, const DateReader& reader);

} // namespace arna
