#pragma once
#include "daemon/poll/local_files.hpp"
#include "daemon/poll/rules.hpp"
#include "daemon/poll/source.hpp"
#include "daemon/store/records.hpp"
#include "daemon/store/store.hpp"
#include "feeds/model/clean_feed.hpp"
#include "feeds/pipeline/pipeline.hpp"
#include "feeds/rules/item/match_item.hpp"
#include "feeds/text/error.hpp"
#include "feeds/text/time.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// What a poll does with documents: read them, see what is new, match the rules. Runs on the pool, on values it owns.
namespace arna {

/// Documents read as one.
struct Reading {
    CleanFeed feed;
    bool is_truncated = false; ///< it breaks off, as the parser saw
    bool is_whole = true;      ///< nothing is wrong with its structure: what is not in it is not there
    std::string shape;         ///< of a page that lists articles: where they stand on it
    std::string complaint;     ///< local files or sitemaps that were passed over, and why
    /// Of an index of sitemaps: their addresses, those that changed last first (docs/formats.md). Others have none.
    std::vector<std::string> sitemaps;
    std::uint64_t hash = 0; ///< of an index of sitemaps with those that were read; 0 of others
};

/// How the documents of a source are read; what PollState::reading keeps.
[[nodiscard]] std::uint64_t reading_of(const PollSource& source);

/// What PollState::body_hash keeps: a document with the fingerprint of the last one need not be read.
[[nodiscard]] std::uint64_t fingerprint(const Document& document, const PollSource& source);
[[nodiscard]] std::uint64_t fingerprint(const LocalFiles& files, const PollSource& source);

/// Reads what was fetched, less the items that `seen` has and those whose links the source does not want. Errors as
/// read_feed(); Errc::not_a_feed of a page on which no list of articles was found.
[[nodiscard]] Result<Reading> read_document(Document document, const PollSource& source, const SeenItems& seen,
                                            Time now);

/// Reads the files of a `path` source, each up to `max_size` bytes, as one document: facts of the first, items of all,
/// each once. A file that is no feed is passed over and named in `complaint`; an error only if none is left.
[[nodiscard]] Result<Reading> read_local(const PollSource& source, const LocalFiles& files, std::size_t max_size,
                                         const SeenItems& seen, Time now);

/// The items that the store must hear of.
struct News {
    std::vector<IngestItem> items;
    std::vector<MatchItem> texts; ///< what rules look at in items[i]; match() may need it again
    std::size_t fresh = 0;        ///< of them: new or revised; the others are owned by another source
    std::size_t unchanged = 0;    ///< left out: the store knows them as they are
};

/// What another source's text is compared with; null where that is too short to be the same by more than chance.
[[nodiscard]] std::shared_ptr<const StorySketch> sketch_of(const CleanItem& item);

/// What decides besides the items themselves which of their pages are read.
struct NewsContext {
    bool is_first = false;   ///< it is the source's first document
    bool is_sitemap = false; ///< its dates of change tell that a page is another
};

/// Looks the items up and leaves out what the store knows as it is. Items whose pages were read are filled from them
/// again; those whose pages shall be read say so, of a source's first document only the newest.
[[nodiscard]] News find_news(CleanItems items, const PollSource& source, StoreReader& reader, Time now,
                             const NewsContext& context);

/// Gives every item the tags that it matches, with reasons, in place of those it had.
void match(News& news, const PollRules& rules);

} // namespace arna
