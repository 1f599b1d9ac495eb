#include "daemon/store/sqlite/database/search_tables.hpp"

namespace arna::schema {

void add_search_tables(sqlite::Connection& database) {
    database.execute(R"sql(
    -- How far the index for search has come (search_store.hpp). No row: there is none.
    CREATE TABLE search_progress (
        id     INTEGER PRIMARY KEY CHECK (id = 1),
        making INTEGER NOT NULL,
        slice  INTEGER NOT NULL,
        done   INTEGER NOT NULL                   -- article
    );
    -- Articles whose words changed after they were indexed, or may have.
    CREATE TABLE unindexed (
        article INTEGER PRIMARY KEY,
        times   INTEGER NOT NULL
    );
    )sql");
}

} // namespace arna::schema
