#pragma once
#include "daemon/publish/catalogue.hpp"
#include "feeds/write/document.hpp"

#include <vector>

namespace arna {

/// Makes articles fit to be published: the address of a feed is shown only where its source is published, and never with a
/// password; a source without an id of its own gets one of ours; unpublished sources are not named beside other articles.
void publish_attribution(const Catalogue& catalogue, std::vector<Article>& articles);

/// The articles with what may be republished of each: what both `policy` and its source permit. Views into `articles`.
[[nodiscard]] std::vector<PublishedEntry> published_entries(const Catalogue& catalogue,
                                                            const std::vector<Article>& articles, ContentPolicy policy);

} // namespace arna
