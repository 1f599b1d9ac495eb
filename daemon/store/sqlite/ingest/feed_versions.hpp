#pragma once
#include "daemon/store/ingest/places.hpp"
#include "daemon/store/records.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <unordered_map>
#include <vector>

namespace arna {

/// The counters of tags and sources in one write transaction: read when first needed, written once by save(). Positions
/// of a tag therefore follow each other without gaps in the order of commits.
class FeedVersions {
public:
    FeedVersions(sqlite::Connection& db, Time now) : db_(db), now_(now) {}

    /// Raises the version, once for the transaction, and gives it back. Throws std::invalid_argument for an unknown
    /// tag.
    std::int64_t raise(TagId tag, Effect effect);
    void raise(SourceId source, Effect effect);
    /// When the tag last changed, with what was raised.
    [[nodiscard]] Time changed(TagId tag) { return of(tag).changed; }

    /// The sources that an article is of or appears in.
    void raise_sources_of(ArticleId article, Effect effect);

    std::int64_t give_position(TagId tag);   ///< raise() came before
    void count_members(TagId tag, int more); ///< 1 or -1
    /// Everything up to `position`, and so many members there, is removed: nobody who reads hears of it.
    void raise_floor(TagId tag, std::int64_t position, std::int64_t members);

    /// Adds what was raised since the last call to `result`.
    void report(IngestResult& result);

    void save();

private:
    struct Counters {
        std::int64_t position = 0, version = 0, members = 0, floor = 0;
        Time changed{};
        bool is_raised = false, is_unreported = false;
        std::size_t joined = 0, left = 0; ///< since the last report
    };
    Counters& of(TagId tag);
    Counters& note(TagId tag);
    Counters read(TagId tag);

    sqlite::Connection& db_;
    Time now_;
    std::unordered_map<TagId, Counters> tags_; ///< thousands, and each asked for several times an article
    std::vector<TagId> unreported_tags_;
    std::map<SourceId, Effect> sources_;
    std::set<SourceId> unreported_sources_;
};

} // namespace arna
