#include "daemon/store/sqlite/database/schema.hpp"

#include "daemon/store/sqlite/database/access_tables.hpp"
#include "daemon/store/sqlite/database/archive_times.hpp"
#include "daemon/store/sqlite/database/digest_tables.hpp"
#include "daemon/store/sqlite/database/memory_tables.hpp"
#include "daemon/store/sqlite/database/page_tables.hpp"
#include "daemon/store/sqlite/database/search_tables.hpp"
#include "daemon/store/sqlite/rows/articles/address_rows.hpp"

#include <fmt/format.h>

#include <array>

namespace arna::schema {
namespace {

// Times are milliseconds since 1970, hashes 64 bits of XXH3. Nothing is deleted but what a comment says, so no table
// needs foreign keys.
struct Step {
    const char* sql;
    void (*then)(sqlite::Connection&) = nullptr; ///< what SQL cannot say
};

void add_tables_of_6(sqlite::Connection& database) {
    add_memory_tables(database);
    add_page_tables(database);
    add_search_tables(database);
    add_digest_tables(database);
    add_archive_times(database);
}

constexpr auto steps = std::to_array<Step>({
    // 1: the first release
    {R"sql(
    CREATE TABLE source (
        id            INTEGER PRIMARY KEY,
        name          TEXT    NOT NULL UNIQUE,
        site          TEXT    NOT NULL,           -- identity scope, as when it was first seen
        url           TEXT    NOT NULL,           -- '' for local files
        title         TEXT    NOT NULL,           -- the configured one, or ''
        is_configured INTEGER NOT NULL,
        facts         INTEGER,                    -- of its last document
        facts_updated INTEGER,                    -- what that document said of its own last change
        version       INTEGER NOT NULL DEFAULT 0, -- of its own feed, like tag_state's
        changed       INTEGER NOT NULL
    );

    -- records.hpp, PollState; apart from the sources, for it is written at every visit.
    CREATE TABLE poll (
        source         INTEGER PRIMARY KEY,
        due            INTEGER NOT NULL,
        wait           INTEGER NOT NULL,
        etag           TEXT    NOT NULL,
        last_modified  TEXT    NOT NULL,
        validator_url  TEXT    NOT NULL,
        body_hash      INTEGER NOT NULL,
        failures       INTEGER NOT NULL,
        status         INTEGER NOT NULL,
        tried          INTEGER NOT NULL,
        succeeded      INTEGER NOT NULL,
        changed        INTEGER NOT NULL,
        moved_url      TEXT    NOT NULL,
        error          TEXT    NOT NULL,
        lengthened_by  TEXT    NOT NULL,
        is_disabled    INTEGER NOT NULL,
        rhythm         INTEGER NOT NULL,
        freshness      INTEGER NOT NULL,
        freshness_from TEXT    NOT NULL
    );

    -- What a source said of itself, less the time of its last change. A row is never changed: articles keep the one of
    -- their own time, so that published bytes do not move with every edit of a feed's title.
    CREATE TABLE facts (
        id     INTEGER PRIMARY KEY,
        source INTEGER NOT NULL,
        data   BLOB    NOT NULL                   -- article_codec
    );

    CREATE TABLE article (
        id            INTEGER PRIMARY KEY,
        ident         BLOB    NOT NULL UNIQUE,    -- 16 bytes
        owner         INTEGER NOT NULL,           -- source
        content_hash  INTEGER NOT NULL,
        revision      INTEGER NOT NULL DEFAULT 1,
        published     INTEGER NOT NULL,
        updated       INTEGER NOT NULL,
        first_seen    INTEGER NOT NULL,
        facts         INTEGER NOT NULL,           -- of the owner when it last told the article
        facts_updated INTEGER,
        entry_id      TEXT    NOT NULL,
        entry         BLOB    NOT NULL            -- article_codec: everything but summary and content
    );
    CREATE INDEX article_of_source ON article (owner, published);

    -- Apart from the articles, which are looked up far more often than read.
    CREATE TABLE body (
        article   INTEGER PRIMARY KEY,
        sanitizer INTEGER NOT NULL,               -- version of the sanitiser that made it
        data      BLOB    NOT NULL                -- article_codec
    );

    -- What an article said before a revision.
    CREATE TABLE old_body (
        article  INTEGER NOT NULL,
        revision INTEGER NOT NULL,                -- the one that said so
        replaced INTEGER NOT NULL,
        entry    BLOB    NOT NULL,
        data     BLOB,                            -- of body
        PRIMARY KEY (article, revision)
    );

    -- By which addresses an article is found: its published id, its own id and its links, past ones too, in canonical form.
    CREATE TABLE address (
        hash    INTEGER NOT NULL,
        article INTEGER NOT NULL,
        PRIMARY KEY (hash, article)
    ) WITHOUT ROWID;

    -- The sources other than the owner that an article appears in.
    CREATE TABLE appearance (
        article       INTEGER NOT NULL,
        source        INTEGER NOT NULL,
        published     INTEGER NOT NULL,           -- the article's
        seen          INTEGER NOT NULL,
        facts         INTEGER NOT NULL,
        facts_updated INTEGER,
        PRIMARY KEY (article, source)
    ) WITHOUT ROWID;
    CREATE INDEX appearance_of_source ON appearance (source, published);

    CREATE TABLE tag (
        id            INTEGER PRIMARY KEY,
        name          TEXT    NOT NULL UNIQUE,
        slug          TEXT    NOT NULL,
        rule          TEXT    NOT NULL,
        is_configured INTEGER NOT NULL,
        matched_up_to INTEGER NOT NULL            -- article
    );
    CREATE INDEX tag_of_slug ON tag (slug);

    CREATE TABLE tag_state (
        tag      INTEGER PRIMARY KEY,
        position INTEGER NOT NULL,                -- the highest given: positions have no gaps and are never given twice
        version  INTEGER NOT NULL,                -- raised once in every transaction that may have changed its bytes
        changed  INTEGER NOT NULL,
        members  INTEGER NOT NULL
    );

    -- The place of an article in a tag. It is for ever: a member that leaves keeps its row and gets it back on return.
    CREATE TABLE membership (
        tag       INTEGER NOT NULL,
        position  INTEGER NOT NULL,
        article   INTEGER NOT NULL,
        published INTEGER NOT NULL,               -- the article's
        has_left  INTEGER NOT NULL DEFAULT 0,
        revised   INTEGER,                        -- when it last changed after joining
        version   INTEGER NOT NULL,               -- of the tag, at the last change of this row or what it shows
        reason    TEXT    NOT NULL,
        PRIMARY KEY (tag, position)
    ) WITHOUT ROWID;
    CREATE UNIQUE INDEX membership_of_article ON membership (article, tag);
    CREATE INDEX membership_newest ON membership (tag, published, position) WHERE has_left = 0;
    CREATE INDEX membership_revised ON membership (tag, revised) WHERE revised IS NOT NULL;

    CREATE TABLE note (
        name  TEXT PRIMARY KEY,
        value INTEGER NOT NULL
    );
    )sql"},
    // 2
    {R"sql(
    -- The items of a source's last document, of the articles that it owns. Kept apart: it is read only when a document changed.
    CREATE TABLE seen (
        source INTEGER PRIMARY KEY,
        items  BLOB NOT NULL                      -- seen_rows
    );
    )sql"},
    // 3
    {R"sql(
    ALTER TABLE poll ADD COLUMN reading INTEGER NOT NULL DEFAULT 0;
    )sql"},
    // 4
    {R"sql(
    -- How far the latest run of each job over the history has come (history_store.hpp).
    CREATE TABLE history_run (
        job         TEXT    PRIMARY KEY,
        run         INTEGER NOT NULL,             -- 1, 2, 3 …
        goal        INTEGER NOT NULL,
        done        INTEGER NOT NULL,             -- article
        is_finished INTEGER NOT NULL,
        since       INTEGER NOT NULL
    ) WITHOUT ROWID;

    -- Tags are matched again together, by one run, and no longer each from its own article on.
    INSERT INTO history_run
        SELECT 'match', 1, 0, done, 0, 1000 * strftime('%s', 'now')
        FROM (SELECT min(matched_up_to) AS done FROM tag WHERE is_configured AND matched_up_to < 0x7FFFFFFFFFFFFFFF)
        WHERE done IS NOT NULL;
    UPDATE tag SET matched_up_to = matched_up_to < 0x7FFFFFFFFFFFFFFF;
    ALTER TABLE tag RENAME COLUMN matched_up_to TO is_behind;

    -- The versions of feeds that those have delivered who must not miss a change (delivery_store.hpp).
    CREATE TABLE delivery (
        consumer TEXT    NOT NULL,
        kind     INTEGER NOT NULL,                -- delivery_rows.hpp
        feed     INTEGER NOT NULL,                -- tag or source
        version  INTEGER NOT NULL,
        PRIMARY KEY (consumer, kind, feed)
    ) WITHOUT ROWID;

    -- Random bytes, for what nobody shall foretell.
    CREATE TABLE secret (
        bytes BLOB NOT NULL
    );
    INSERT INTO secret VALUES (randomblob(192));

    -- By which addresses an article is found: address_rows.hpp.
    DROP TABLE address;
    CREATE TABLE address (
        hash    INTEGER NOT NULL,
        source  INTEGER NOT NULL,                 -- that told it
        article INTEGER NOT NULL,
        PRIMARY KEY (hash, source, article)
    ) WITHOUT ROWID;

    CREATE INDEX source_of_site ON source (site);
    CREATE INDEX facts_of_source ON facts (source);
    )sql",
     fill_addresses},
    // 5
    {R"sql(
    -- The arna that has last opened the database to write: an older one names it (newer_schema.hpp).
    CREATE TABLE program (
        id      INTEGER PRIMARY KEY CHECK (id = 1),
        version TEXT    NOT NULL
    );

    -- What operators are told.
    ALTER TABLE poll ADD COLUMN failing_since INTEGER NOT NULL DEFAULT 0;
    UPDATE poll SET failing_since = tried WHERE failures > 0 OR is_disabled;

    -- What happened to a source, or to the service itself (event_store.hpp). Removed when it is old.
    CREATE TABLE event (
        number  INTEGER PRIMARY KEY,
        source  INTEGER NOT NULL,                 -- 0: the service
        kind    TEXT    NOT NULL,
        at      INTEGER NOT NULL,
        ended   INTEGER NOT NULL,                 -- 0: it has no end, or has not ended
        id      INTEGER NOT NULL,                 -- seconds since 1970, never twice for a source and kind
        text    TEXT    NOT NULL
    );
    CREATE UNIQUE INDEX event_of_source ON event (source, kind, id);
    CREATE INDEX event_at ON event (at);

    -- What was counted for each hour and day (activity_store.hpp).
    CREATE TABLE activity (
        kind    INTEGER NOT NULL,
        subject INTEGER NOT NULL,
        counts  BLOB    NOT NULL,
        PRIMARY KEY (kind, subject)
    ) WITHOUT ROWID;
    )sql",
     add_access_tables},
    // 6
    {"", add_tables_of_6},
});

} // namespace

std::int64_t newest_version() { return std::int64_t{steps.size()}; }

void migrate(sqlite::Connection& database) {
    if (database.integer("PRAGMA user_version") == newest_version()) return;
    sqlite::Transaction transaction(database, sqlite::Transaction::Kind::write);
    for (auto version = database.integer("PRAGMA user_version"); version < newest_version(); ++version) {
        const auto& step = steps[static_cast<std::size_t>(version)];
        database.execute(step.sql);
        if (step.then) step.then(database);
        database.execute(fmt::format("PRAGMA user_version = {}", version + 1)); // a pragma takes no parameters
    }
    transaction.commit();
}

} // namespace arna::schema
