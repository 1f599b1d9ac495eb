#include "daemon/store/sqlite/rows/sources/event_rows.hpp"
#include "daemon/store/sqlite/sqlite_store.hpp"

namespace arna {

void SqliteStore::note_event(const NewEvent& event) {
    write([&](sqlite::Connection& db) { write_event(db, event); });
}

void SqliteStore::end_event(SourceId source, std::string_view kind, Time now, std::string_view text) {
    write([&](sqlite::Connection& db) { arna::end_event(db, source, kind, now, text); });
}

void SqliteStore::save_activity(std::span<const ActivityRecord> records) {
    write([&](sqlite::Connection& db) {
        for (const auto& record : records)
            db.run("INSERT OR REPLACE INTO activity (kind, subject, counts) VALUES (?, ?, ?)", record.kind,
                   record.subject, sqlite::as_blob(record.counts));
    });
}

} // namespace arna
