#include "daemon/store/sqlite/database/schema.hpp"

#include "daemon/store/sqlite/rows/address_rows.hpp"

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
    -- Memory: what was withdrawn, stories, what was removed, what may have been missed.
    ALTER TABLE article ADD COLUMN exact_hash INTEGER NOT NULL DEFAULT 0; -- of its markup too (content_hash.hpp)
    ALTER TABLE article ADD COLUMN withdrawn INTEGER;                     -- when its source took it back
    ALTER TABLE article ADD COLUMN story INTEGER;
    ALTER TABLE article ADD COLUMN held INTEGER;                          -- since when it waits to be accepted
    CREATE INDEX article_of_story ON article (story) WHERE story IS NOT NULL;
    CREATE INDEX article_held ON article (owner) WHERE held IS NOT NULL;
    ALTER TABLE old_body ADD COLUMN told INTEGER;                         -- when this text came; NULL: not known
    ALTER TABLE membership ADD COLUMN joined INTEGER;                     -- NULL: not known
    ALTER TABLE seen ADD COLUMN is_ordered INTEGER NOT NULL DEFAULT 0;    -- the items stand as in the document

    ALTER TABLE source ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE source ADD COLUMN max_per_day INTEGER NOT NULL DEFAULT 0; -- 0: no limit
    ALTER TABLE tag ADD COLUMN collapses INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE tag ADD COLUMN drops_withdrawn INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX tag_that_collapses ON tag (id) WHERE collapses <> 0;
    CREATE INDEX tag_that_drops ON tag (id) WHERE drops_withdrawn <> 0;
    ALTER TABLE tag_state ADD COLUMN floor INTEGER NOT NULL DEFAULT 0;    -- the highest position that was removed

    -- records.hpp, SourceWatch
    ALTER TABLE poll ADD COLUMN gaps INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE poll ADD COLUMN last_gap INTEGER;
    ALTER TABLE poll ADD COLUMN pause INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE poll ADD COLUMN last_new INTEGER;                         -- when an article last came
    ALTER TABLE poll ADD COLUMN silent_since INTEGER;

    CREATE TABLE story (
        id         INTEGER PRIMARY KEY,
        first_seen INTEGER NOT NULL               -- of its first article
    );

    -- By which an article is found that another one may tell again: some shingles of its beginning (story_rows.hpp), of
    -- the last 72 hours.
    CREATE TABLE story_key (
        key     INTEGER NOT NULL,
        article INTEGER NOT NULL,
        PRIMARY KEY (key, article)
    ) WITHOUT ROWID;
    -- The keys of each such article, to forget them by.
    CREATE TABLE story_text (
        article INTEGER PRIMARY KEY,
        seen    INTEGER NOT NULL,
        keys    BLOB    NOT NULL
    );

    -- Members of a tag that have no entry: another article of their story leads.
    CREATE TABLE follower (
        tag      INTEGER NOT NULL,
        position INTEGER NOT NULL,                -- of the lead
        joined   INTEGER NOT NULL,
        article  INTEGER NOT NULL,
        reason   TEXT    NOT NULL,
        PRIMARY KEY (tag, position, joined, article)
    ) WITHOUT ROWID;
    CREATE UNIQUE INDEX follower_of_article ON follower (article, tag);

    -- What is left of an article that was removed: it does not come again.
    CREATE TABLE tombstone (
        ident        BLOB    PRIMARY KEY,
        link         INTEGER NOT NULL,            -- address_rows.hpp; 0: it had none
        content_hash INTEGER NOT NULL,
        met          INTEGER NOT NULL             -- when it was last told
    ) WITHOUT ROWID;
    CREATE INDEX tombstone_of_link ON tombstone (link, content_hash);

    -- How many articles of a source joined a tag in a day, where max_per_day limits them; and those beyond the limit.
    CREATE TABLE joined_count (
        tag    INTEGER NOT NULL,
        source INTEGER NOT NULL,
        day    INTEGER NOT NULL,                  -- since 1970, of when they were first seen
        count  INTEGER NOT NULL,
        PRIMARY KEY (tag, source, day)
    ) WITHOUT ROWID;
    CREATE TABLE capped (
        article INTEGER NOT NULL,
        tag     INTEGER NOT NULL,
        PRIMARY KEY (article, tag)
    ) WITHOUT ROWID;

    -- Where articles are that a `keep` without effect let grow old, the first run of retention waits.
    INSERT INTO note SELECT 'retention waits', 1 WHERE EXISTS (SELECT 1 FROM article);
    )sql"},
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
