#pragma once
#include "feeds/clean/bounds.hpp"
#include "feeds/model/clean_feed.hpp"
#include "feeds/model/raw_feed.hpp"
#include "feeds/text/time.hpp"

#include <cstddef>
#include <string>

namespace arna {

struct CleanOptions {
    std::string base;     ///< URL that the document was fetched from
    std::string language; ///< the source's setting; overrides what the feed says
};

/// The one way from what a source said to what may be stored and shown. What it decides, in the order in which it
/// works:
///
/// 1. *Markup*: `content` is the first text of the item's content that is markup and lies in the document, else the
/// first plain
///    one, as paragraphs; `summary` is the item's summary, unless it says the same. Relative addresses are resolved
/// against the
///    text's base, else the document's; what stays relative is dropped and its text kept; tracking parameters go; then
/// the
///    markup is sanitised.
/// 2. *Plain fields*: XML 1.0 characters, single spaced, without markup; what was escaped twice is repaired.
/// 3. *Addresses*: links, comments, via and people's pages have a scheme of link_schemes, all else http or https.
/// Others are
///    dropped. Ids are no links: they are only trimmed.
///    Lengths are bounded (bounds.hpp); the problem `item-too-long` says that of texts only the beginning was read.
/// 4. *Dates*: not over a day ahead of `now`, not before 1990, else absent. `published` is the item's published date,
/// else
///    created, else updated, since formats like RSS 1.0 have only one; a sitemap's lastmod is only `updated`.
/// 5. *People, categories, enclosures, picture*: as their headers say. The feed's authors are not copied to its items.
/// 6. *Language*: `options.language`, else the item's own, else one that its texts do not share with the feed, else
/// detected, else
///    the feed's, else unknown. *Hashtags*: of title and text.
[[nodiscard]] CleanFeed clean(RawFeed raw, const CleanOptions& options, Time now);

/// The same for a feed whose items come one at a time.
class Cleaner {
public:
    Cleaner(const CleanOptions& options, Time now);

    /// Cleans the next item. `feed` is the one that it stands in, and needs no items.
    void add(const RawFeed& feed, RawItem item);

    /// What came of it all; nothing may be added any more. Items of `feed` itself are left out.
    [[nodiscard]] CleanFeed finish(RawFeed feed);

private:
    std::string base_;
    std::string language_;
    Time now_;
    CleanItems items_;
    std::size_t too_long_ = 0; ///< items with a text that is cut
    std::size_t parts_left_ = bounds::parts_of_all;
};

} // namespace arna
