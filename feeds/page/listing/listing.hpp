#pragma once
#include "feeds/page/date/visible_date.hpp"
#include "feeds/page/page_sources.hpp"

#include <string>
#include <vector>

namespace arna {

/// What a page lists.
struct FoundListing {
    std::vector<RawItem> items; ///< each with a link of its own and a title, in page order
    std::string source;         ///< "json-ld", "microdata", "article", "links", "state"
    std::string shape;          ///< the path of its parts: another one the next time is another list, or a redesign
    double item_score = 0;      ///< how much an item looks like an article, on the average (link_lists.hpp)
    std::vector<NodeId> boxes;  ///< the parts of the page that tell of the items, where there are
};

/// Finds the articles that a page lists, from the first of these that has three or more: lists of JSON-LD; h-feed and
/// microdata; `article` elements; repeated paths of links, the best by titles, headings, dates and pictures; JSON in
/// scripts. Lists in navigation, sidebars and footers are none, nor are lists of sections.
[[nodiscard]] FoundListing find_listing(const PageSources& sources, const VisibleDateOptions& dates);

} // namespace arna
