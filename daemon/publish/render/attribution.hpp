#pragma once
#include "daemon/publish/catalogue.hpp"
#include "feeds/write/document.hpp"

namespace arna {

/// Makes an article fit to be published: the address of a feed is shown only where its source is published, and never
/// with a password; a source without an id of its own gets one of ours; unpublished sources are not named beside other
/// articles. `tag`: in whose feed; null: in a source's own. What an unpublished owner says is for tags that name it in
/// `sources`: others show what the article's first published source has of it, too, which is title and address.
void publish_attribution(const Catalogue& catalogue, Article& article, const PublishedTag* tag);

/// What may be republished of an article: what both `policy` and its source permit.
[[nodiscard]] ContentPolicy published_content(const Catalogue& catalogue, const Article& article, ContentPolicy policy);

} // namespace arna
