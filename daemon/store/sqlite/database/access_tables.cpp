#include "daemon/store/sqlite/database/access_tables.hpp"

namespace arna::schema {

void add_access_tables(sqlite::Connection& database) {
    database.execute(R"sql(
    -- Access: what is decided once and kept (setting_store.hpp).
    CREATE TABLE setting (
        name TEXT PRIMARY KEY,
        text TEXT NOT NULL
    ) WITHOUT ROWID;

    -- Subscribers of private tags (token_store.hpp). Rows stay, so that an id is never given twice.
    CREATE TABLE token (
        id      INTEGER PRIMARY KEY,
        hash    BLOB    NOT NULL UNIQUE,          -- SHA-256 of the token, which stands nowhere
        "for"   TEXT    NOT NULL,
        created INTEGER NOT NULL,
        expires INTEGER,
        revoked INTEGER,
        used    INTEGER                           -- the day, counted from 1970, in UTC
    );
    CREATE TABLE token_tag (
        token INTEGER NOT NULL,
        tag   INTEGER NOT NULL,
        PRIMARY KEY (token, tag)
    ) WITHOUT ROWID;

    ALTER TABLE tag ADD COLUMN is_private INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE tag ADD COLUMN edition_of INTEGER;           -- the tag whose articles of one language it has
    ALTER TABLE tag ADD COLUMN language TEXT NOT NULL DEFAULT '';

    -- Version of the tag when the article last joined it, came back or was revised; 0: before this was noted.
    ALTER TABLE membership ADD COLUMN news INTEGER NOT NULL DEFAULT 0;
    )sql");
}

} // namespace arna::schema
