#pragma once
#include "daemon/poll/source.hpp"
#include "daemon/store/records.hpp"
#include "daemon/store/store.hpp"

#include <cstddef>
#include <memory>
#include <vector>

/// Which of the items that a poll brings want their pages read. Pure, but for the reader.
namespace arna {

/// Whether a link leads to the source's own site, or to one of `pages.hosts`.
[[nodiscard]] bool leads_to_site(const std::string& link, const PollSource& source);

/// Whether the page of an item is to be read: its link leads there and not to a file such as a PDF, and the item has as
/// little text as the source's setting asks for.
[[nodiscard]] bool wants_page(const CleanItem& item, const PollSource& source, bool is_sitemap);

/// An item that was filled from the page of its article.
struct FilledAgain {
    std::shared_ptr<const ToldItem> told; ///< what it said itself; null: no page of it was read
    bool is_later = false;                ///< its own date of change has moved since it was told last
};

/// Fills an item from the page of its article that was read before.
[[nodiscard]] FilledAgain fill_again(CleanItem& item, ArticleId article, StoreReader& reader);

/// Of the new items that want their pages those that are not among the `limit` newest want them no longer: of equal
/// dates, and without one, the first in the document are the newest.
void keep_newest_wishes(std::vector<IngestItem>& items, std::size_t limit);

} // namespace arna
