#include "daemon/store/sqlite/rows/event_rows.hpp"
#include "daemon/store/sqlite/sqlite_store.hpp"

namespace arna {

void SqliteStore::note_event(const NewEvent& event) {
    write([&](sqlite::Connection& db) { write_event(db, event); });
}

void SqliteStore::end_event(SourceId source, std::string_view kind, Time now, std::string_view text) {
    write([&](sqlite::Connection& db) {
        db.run("UPDATE event SET ended = ?, text = text || ? WHERE number = "
               "(SELECT max(number) FROM event WHERE source = ? AND kind = ? AND ended = 0)",
               now, text, source, kind);
    });
}

void SqliteStore::save_activity(std::span<const ActivityRecord> records) {
    write([&](sqlite::Connection& db) {
        for (const auto& record : records)
            db.run("INSERT OR REPLACE INTO activity (kind, subject, counts) VALUES (?, ?, ?)", record.kind,
                   record.subject, sqlite::as_blob(record.counts));
    });
}

} // namespace arna
