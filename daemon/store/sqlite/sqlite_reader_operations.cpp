#include "daemon/store/sqlite/rows/sources/event_rows.hpp"
#include "daemon/store/sqlite/sqlite_reader.hpp"

namespace arna {

std::vector<StoredEvent> SqliteReader::events() { return read_events(db_); }

std::vector<ActivityRecord> SqliteReader::activity() {
    std::vector<ActivityRecord> records;
    for (auto rows = db_.query("SELECT kind, subject, counts FROM activity"); rows.next();)
        records.push_back({.kind = rows.id<ActivityRecord::Kind>(0),
                           .subject = rows.integer(1),
                           .counts = std::string(rows.bytes(2))});
    return records;
}

std::vector<SourceTotal> SqliteReader::source_totals() {
    std::vector<SourceTotal> totals;
    for (auto rows = db_.query("SELECT source, sum(n) FROM ("
                               "SELECT owner AS source, count(*) AS n FROM article GROUP BY owner UNION ALL "
                               "SELECT source, count(*) FROM appearance GROUP BY source) GROUP BY source");
         rows.next();)
        totals.push_back({.source = rows.id<SourceId>(0), .articles = rows.integer(1)});
    return totals;
}

} // namespace arna
