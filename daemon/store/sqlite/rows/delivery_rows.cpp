#include "daemon/store/sqlite/rows/delivery_rows.hpp"

namespace arna {

FeedVersionList read_undelivered(sqlite::Connection& db, std::string_view consumer) {
    FeedVersionList found;
    for (auto rows = db.query("SELECT s.tag, s.version FROM tag_state s LEFT JOIN delivery d "
                              "ON d.consumer = ? AND d.kind = ? AND d.feed = s.tag "
                              "WHERE s.version > ifnull(d.version, 0) ORDER BY s.tag",
                              consumer, FeedKind::tag);
         rows.next();)
        found.tags.emplace_back(rows.id<TagId>(0), rows.integer(1));
    for (auto rows = db.query("SELECT s.id, s.version FROM source s LEFT JOIN delivery d "
                              "ON d.consumer = ? AND d.kind = ? AND d.feed = s.id "
                              "WHERE s.version > ifnull(d.version, 0) ORDER BY s.id",
                              consumer, FeedKind::source);
         rows.next();)
        found.sources.emplace_back(rows.id<SourceId>(0), rows.integer(1));
    return found;
}

} // namespace arna
