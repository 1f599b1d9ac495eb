#include "daemon/store/sqlite/rows/sources/cap_rows.hpp"

namespace arna {

std::int64_t count_joined(sqlite::Connection& db, TagId tag, SourceId source, std::int64_t day) {
    auto rows = db.query("SELECT count FROM joined_count WHERE tag = ? AND source = ? AND day = ?", tag, source, day);
    return rows.next() ? rows.integer(0) : 0;
}

void note_joined(sqlite::Connection& db, TagId tag, SourceId source, std::int64_t day) {
    db.run("INSERT INTO joined_count (tag, source, day, count) VALUES (?, ?, ?, 1) "
           "ON CONFLICT (tag, source, day) DO UPDATE SET count = count + 1",
           tag, source, day);
}

void note_capped(sqlite::Connection& db, ArticleId article, TagId tag) {
    db.run("INSERT OR IGNORE INTO capped (article, tag) VALUES (?, ?)", article, tag);
}

} // namespace arna
