#include "daemon/store/sqlite/rows/articles/search_rows.hpp"

namespace arna {

SearchProgress read_search_progress(sqlite::Connection& db) {
    auto rows = db.query("SELECT making, slice, done FROM search_progress");
    if (!rows.next()) return {};
    return {.making = rows.integer(0), .slice = rows.integer(1), .done = rows.id<ArticleId>(2)};
}

void write_search_index(sqlite::Connection& db, std::int64_t making) {
    db.run("INSERT OR REPLACE INTO search_progress (id, making, slice, done) VALUES (1, ?, 0, 0)", making);
    db.run("DELETE FROM unindexed");
}

void write_indexed(sqlite::Connection& db, const IndexedSlice& slice) {
    const auto& progress = slice.progress;
    if (db.run("UPDATE search_progress SET slice = ?, done = ? WHERE making = ?", progress.slice, progress.done,
               progress.making) == 0)
        return; // another index was made meanwhile
    for (const auto& changed : slice.changed)
        db.run("DELETE FROM unindexed WHERE article = ? AND times = ?", changed.article, changed.times);
}

void note_unindexed(sqlite::Connection& db, ArticleId article) {
    db.run("INSERT INTO unindexed (article, times) SELECT ?, 1 FROM search_progress WHERE true "
           "ON CONFLICT (article) DO UPDATE SET times = times + 1",
           article);
}

} // namespace arna
