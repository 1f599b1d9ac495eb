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
    std::string complaint;     ///< local files that were passed over, and why
};

/// How the documents of a source are read; what PollState::reading keeps.
[[nodiscard]] std::uint64_t reading_of(const PollSource& source);

/// What PollState::body_hash keeps: a document with the fingerprint of the last one need not be read.
[[nodiscard]] std::uint64_t fingerprint(const Document& document, const PollSource& source);
[[nodiscard]] std::uint64_t fingerprint(const LocalFiles& files, const PollSource& source);

/// Reads what was fetched, less the items that `seen` has. Errors as read_feed().
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

/// Looks the items up and leaves out what the store knows as it is.
[[nodiscard]] News find_news(CleanItems items, const PollSource& source, StoreReader& reader, Time now);

/// Gives every item the tags that it matches, with reasons, in place of those it had.
void match(News& news, const PollRules& rules);

} // namespace arna
