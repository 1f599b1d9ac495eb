#include "daemon/store/sqlite/database/page_tables.hpp"

namespace arna::schema {

void add_page_tables(sqlite::Connection& database) {
    database.execute(R"sql(
    -- An article with `held` waits for its page to be read, and not to be accepted.
    ALTER TABLE article ADD COLUMN awaits_page INTEGER NOT NULL DEFAULT 0;

    -- The page of an article, if it was ever wanted: page_records.hpp, PageState and PagedArticle.
    CREATE TABLE page (
        article       INTEGER PRIMARY KEY,
        standing      INTEGER NOT NULL,
        url           TEXT    NOT NULL,
        due           INTEGER,                    -- NULL: it is not to be asked for
        attempts      INTEGER NOT NULL DEFAULT 0,
        revisits      INTEGER NOT NULL DEFAULT 0,
        status        INTEGER NOT NULL DEFAULT 0,
        why           TEXT    NOT NULL DEFAULT '',
        asked         INTEGER,
        etag          TEXT    NOT NULL DEFAULT '',
        last_modified TEXT    NOT NULL DEFAULT '',
        validator_url TEXT    NOT NULL DEFAULT '',
        told_hash     INTEGER NOT NULL,           -- content hash of what the source itself said last
        told          BLOB    NOT NULL,           -- that: article_codec, without its texts
        told_body     BLOB,                       -- its texts; NULL: none
        part          BLOB,                       -- what the page gave, likewise; NULL: it was never read
        part_body     BLOB,
        sanitizer     INTEGER NOT NULL DEFAULT 0, -- version of the sanitiser that made part_body
        evidence      BLOB    NOT NULL DEFAULT x''
    );
    CREATE INDEX page_due ON page (due) WHERE due IS NOT NULL;

    -- Pages as they came, for a while: to be read again under other rules.
    CREATE TABLE kept_page (
        article          INTEGER PRIMARY KEY,
        until            INTEGER NOT NULL,
        asked            INTEGER NOT NULL,
        url              TEXT    NOT NULL,
        content_type     TEXT    NOT NULL,
        content_language TEXT    NOT NULL,
        data             BLOB    NOT NULL         -- zstd
    );
    CREATE INDEX kept_page_until ON kept_page (until);

    -- How a host is to be treated by whoever asks it for pages: page_records.hpp, PageHost.
    CREATE TABLE page_host (
        host     TEXT    PRIMARY KEY,
        asked    INTEGER,
        until    INTEGER,
        refusals INTEGER NOT NULL,
        why      TEXT    NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE robots (
        origin  TEXT    PRIMARY KEY,
        fetched INTEGER NOT NULL,
        status  INTEGER NOT NULL,
        text    TEXT    NOT NULL
    ) WITHOUT ROWID;

    -- How the page of a source lists its items: the poll's own form.
    CREATE TABLE listing (
        source INTEGER PRIMARY KEY,
        shape  TEXT    NOT NULL
    );
    ALTER TABLE poll ADD COLUMN misread INTEGER NOT NULL DEFAULT 0;

    -- Of the pages of a source's articles: how many were read or refused, ever; asked for on a day; until when and why
    -- its host is left alone.
    CREATE TABLE page_count (
        source  INTEGER PRIMARY KEY,
        read    INTEGER NOT NULL DEFAULT 0,
        refused INTEGER NOT NULL DEFAULT 0,
        day     INTEGER NOT NULL DEFAULT 0,       -- since 1970, UTC
        asked   INTEGER NOT NULL DEFAULT 0,       -- on that day
        until   INTEGER,
        why     TEXT    NOT NULL DEFAULT ''
    );
    )sql");
}

} // namespace arna::schema
