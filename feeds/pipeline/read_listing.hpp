#pragma once
#include "feeds/model/page_rules.hpp"
#include "feeds/pipeline/pipeline.hpp"

#include <cstddef>
#include <string>

namespace arna {

/// A page that lists articles, read as the document of a source.
struct ListingReading {
    CleanFeed feed;
    std::string shape;            ///< where its items stand (PageReading::shape)
    std::size_t without_link = 0; ///< items that were dropped, for nobody could find their articles
};

enum class ListingKind { page, json };

/// Bytes of a page that lists articles to what may be stored. An item's id is its link. Errc::not_a_feed where nothing
/// is listed, with what the page is instead; with `rules` also where one of them finds nothing, and a list that is
/// there
/// and empty is a feed without items. Without rules items are found automatically. The answer of an API (`json`) is
/// read by rules alone. `now` is when the page was fetched.
[[nodiscard]] Result<ListingReading> read_listing(Document document, const ReadOptions& options, const ItemRules* rules,
                                                  Time now, ListingKind kind = ListingKind::page);

} // namespace arna
