#include "daemon/store/sqlite/database/digest_tables.hpp"

namespace arna::schema {

void add_digest_tables(sqlite::Connection& database) {
    database.execute(R"sql(
    -- The digest feeds of tags (digest_store.hpp). Kinds are DigestKind's, days are counted from 1970.
    CREATE TABLE digest_state (
        tag           INTEGER NOT NULL,
        kind          INTEGER NOT NULL,
        is_configured INTEGER NOT NULL,
        period        INTEGER NOT NULL,           -- the first day of the period that runs
        since         INTEGER NOT NULL,           -- when that began: the end of the one before
        version       INTEGER NOT NULL,
        changed       INTEGER NOT NULL,
        PRIMARY KEY (tag, kind)
    ) WITHOUT ROWID;

    CREATE TABLE digest (
        tag     INTEGER NOT NULL,
        kind    INTEGER NOT NULL,
        period  INTEGER NOT NULL,                 -- its first day
        start   INTEGER NOT NULL,
        "end"   INTEGER NOT NULL,
        updated INTEGER NOT NULL,
        lines   BLOB    NOT NULL,                 -- digest_rows
        PRIMARY KEY (tag, kind, period)
    );
    )sql");
}

} // namespace arna::schema
