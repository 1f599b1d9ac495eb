#include "daemon/store/sqlite/database/memory_tables.hpp"

namespace arna::schema {

void add_memory_tables(sqlite::Connection& database) {
    database.execute(R"sql(
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
    )sql");
}

} // namespace arna::schema
