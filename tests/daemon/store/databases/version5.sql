PRAGMA application_id = 1634889313;
PRAGMA user_version = 5;
BEGIN TRANSACTION;
CREATE TABLE activity (
        kind    INTEGER NOT NULL,
        subject INTEGER NOT NULL,
        counts  BLOB    NOT NULL,
        PRIMARY KEY (kind, subject)
    ) WITHOUT ROWID;
CREATE TABLE address (
        hash    INTEGER NOT NULL,
        source  INTEGER NOT NULL,                 -- that told it
        article INTEGER NOT NULL,
        PRIMARY KEY (hash, source, article)
    ) WITHOUT ROWID;
INSERT INTO "address" VALUES(-6992782916177581986,1,2);
INSERT INTO "address" VALUES(-2628184687686447740,1,3);
INSERT INTO "address" VALUES(3218594691881292175,1,4);
INSERT INTO "address" VALUES(4802847452290819386,1,4);
INSERT INTO "address" VALUES(7068334642337010627,1,1);
INSERT INTO "address" VALUES(7270016348641081267,1,3);
INSERT INTO "address" VALUES(7433513064279561012,1,2);
INSERT INTO "address" VALUES(7433513064279561013,1,2);
INSERT INTO "address" VALUES(8364113669202972295,2,5);
INSERT INTO "address" VALUES(9216797352654822378,1,4);
CREATE TABLE appearance (
        article       INTEGER NOT NULL,
        source        INTEGER NOT NULL,
        published     INTEGER NOT NULL,           -- the article's
        seen          INTEGER NOT NULL,
        facts         INTEGER NOT NULL,
        facts_updated INTEGER,
        PRIMARY KEY (article, source)
    ) WITHOUT ROWID;
INSERT INTO "appearance" VALUES(1,2,1771848000000,1771858800000,2,NULL);
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
INSERT INTO "article" VALUES(1,X'02000000000000000000000000000001',1,76063695360562579,1,1771848000000,1771848000000,1771848000000,1,NULL,'https://zakon.kz/2',X'011268747470733A2F2F7A616B6F6E2E6B7A2F32031268747470733A2F2F7A616B6F6E2E6B7A2F3204064974656D203210068088F7A59167');
INSERT INTO "article" VALUES(2,X'01000000000000000000000000000001',1,108090261203812630,2,1771848000000,1771855200000,1771848000000,1,NULL,'https://zakon.kz/1',X'011268747470733A2F2F7A616B6F6E2E6B7A2F31031868747470733A2F2F7A616B6F6E2E6B7A2F6D6F7665642F3104064974656D203110068088F7A59167');
INSERT INTO "article" VALUES(3,X'04000000000000000000000000000001',1,94039842598353777,1,1771848000000,1771848000000,1771851600000,1,NULL,'urn:uuid:04000000-0000-8000-8000-000000000001',X'010667756964203404064974656D203410068088F7A59167');
INSERT INTO "article" VALUES(4,X'03000000000000000000000000000001',1,111334589860499712,1,1771848000000,1771848000000,1771851600000,1,NULL,'urn:uuid:03000000-0000-8000-8000-000000000001',X'0106677569642033031268747470733A2F2F7A616B6F6E2E6B7A2F3304064974656D203310068088F7A59167');
INSERT INTO "article" VALUES(5,X'05000000000000000000000000000001',2,79545307594933341,1,1771848000000,1771848000000,1771858800000,2,NULL,'https://zakon.kz/5',X'011268747470733A2F2F7A616B6F6E2E6B7A2F35031268747470733A2F2F7A616B6F6E2E6B7A2F3504064974656D203510068088F7A59167');
CREATE TABLE body (
        article   INTEGER PRIMARY KEY,
        sanitizer INTEGER NOT NULL,               -- version of the sanitiser that made it
        data      BLOB    NOT NULL                -- article_codec
    );
INSERT INTO "body" VALUES(1,3,X'00003C703E7365636F6E643C2F703E');
INSERT INTO "body" VALUES(2,3,X'00003C703E66697273742C206D6F7665643C2F703E');
INSERT INTO "body" VALUES(3,3,X'00003C703E666F757274683C2F703E');
INSERT INTO "body" VALUES(4,3,X'00003C703E74686972643C2F703E');
INSERT INTO "body" VALUES(5,3,X'00003C703E66696674683C2F703E');
CREATE TABLE delivery (
        consumer TEXT    NOT NULL,
        kind     INTEGER NOT NULL,                -- delivery_rows.hpp
        feed     INTEGER NOT NULL,                -- tag or source
        version  INTEGER NOT NULL,
        PRIMARY KEY (consumer, kind, feed)
    ) WITHOUT ROWID;
CREATE TABLE event (
        number  INTEGER PRIMARY KEY,
        source  INTEGER NOT NULL,                 -- 0: the service
        kind    TEXT    NOT NULL,
        at      INTEGER NOT NULL,
        ended   INTEGER NOT NULL,                 -- 0: it has no end, or has not ended
        id      INTEGER NOT NULL,                 -- seconds since 1970, never twice for a source and kind
        text    TEXT    NOT NULL
    );
CREATE TABLE facts (
        id     INTEGER PRIMARY KEY,
        source INTEGER NOT NULL,
        data   BLOB    NOT NULL                   -- article_codec
    );
INSERT INTO "facts" VALUES(1,1,X'02055A616B6F6E');
INSERT INTO "facts" VALUES(2,2,X'02055A616B6F6E');
CREATE TABLE history_run (
        job         TEXT    PRIMARY KEY,
        run         INTEGER NOT NULL,             -- 1, 2, 3 …
        goal        INTEGER NOT NULL,
        done        INTEGER NOT NULL,             -- article
        is_finished INTEGER NOT NULL,
        since       INTEGER NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "history_run" VALUES('match',1,0,2,0,1796047798000);
CREATE TABLE membership (
        tag       INTEGER NOT NULL,
        position  INTEGER NOT NULL,
        article   INTEGER NOT NULL,
        published INTEGER NOT NULL,               -- the article's
        has_left  INTEGER NOT NULL DEFAULT 0,
        revised   INTEGER,                        -- when it last changed after joining
        version   INTEGER NOT NULL,               -- of the tag, at the last change of this row or what it shows
        reason    TEXT    NOT NULL, news INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (tag, position)
    ) WITHOUT ROWID;
INSERT INTO "membership" VALUES(1,1,1,1771848000000,0,NULL,4,'because',0);
INSERT INTO "membership" VALUES(1,2,2,1771848000000,0,1771855200000,3,'because',0);
INSERT INTO "membership" VALUES(1,3,3,1771848000000,0,NULL,2,'because',0);
INSERT INTO "membership" VALUES(1,4,4,1771848000000,0,NULL,2,'because',0);
INSERT INTO "membership" VALUES(2,1,3,1771848000000,0,NULL,1,'because',0);
INSERT INTO "membership" VALUES(2,2,4,1771848000000,0,NULL,1,'because',0);
INSERT INTO "membership" VALUES(2,3,5,1771848000000,0,NULL,2,'because',0);
INSERT INTO "membership" VALUES(2,4,1,1771848000000,0,NULL,2,'because',0);
CREATE TABLE note (
        name  TEXT PRIMARY KEY,
        value INTEGER NOT NULL
    );
CREATE TABLE old_body (
        article  INTEGER NOT NULL,
        revision INTEGER NOT NULL,                -- the one that said so
        replaced INTEGER NOT NULL,
        entry    BLOB    NOT NULL,
        data     BLOB,                            -- of body
        PRIMARY KEY (article, revision)
    );
INSERT INTO "old_body" VALUES(2,1,1771855200000,X'011268747470733A2F2F7A616B6F6E2E6B7A2F31031268747470733A2F2F7A616B6F6E2E6B7A2F3104064974656D203110068088F7A59167',X'00003C703E66697273743C2F703E');
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
    , reading INTEGER NOT NULL DEFAULT 0, failing_since INTEGER NOT NULL DEFAULT 0);
INSERT INTO "poll" VALUES(1,0,0,'"e"','','',0,0,0,1771855200000,0,0,'','','',0,0,0,'',0,0);
INSERT INTO "poll" VALUES(2,0,0,'"e"','','',0,0,0,1771858800000,0,0,'','','',0,0,0,'',0,0);
CREATE TABLE program (
        id      INTEGER PRIMARY KEY CHECK (id = 1),
        version TEXT    NOT NULL
    );
INSERT INTO "program" VALUES(1,'0.1.0');
CREATE TABLE secret (
        bytes BLOB NOT NULL
    );
INSERT INTO "secret" VALUES(X'5C1BAFCDB0B7E32BEC00C3F80B8CA39ED303417D090829768684BDFFBACF6D5BE64A10FA8C2ADDA6929D7C4105AF1EBA0CEDE61BD4303FA0EFFC38B896AB70DC22209C03FDB9ED0304EBA7D82068DEEC3D0C6DB2D0394E9E9C5F9D31CEEA8043C04A6AB6E32B9EEA6ED097C104C6B7087FBD5450CCEF589CBE9D7284E4E8306EB31A7BB363BAB3F9B856F772D6B130816171BBF277BE799B8390AD08FD8B9B5AF6DDD639C9806A9DB926E113ECE21279554DF4E73A204FDEB9FD74DFC27AEE09');
CREATE TABLE seen (
        source INTEGER PRIMARY KEY,
        items  BLOB NOT NULL                      -- seen_rows
    );
INSERT INTO "seen" VALUES(1,X'020000000000000001000000000000000000000000000001030000000000000002000000000000000000000000000001');
INSERT INTO "seen" VALUES(2,X'060000000000000005000000000000000000000000000001');
CREATE TABLE setting (
        name TEXT PRIMARY KEY,
        text TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "setting" VALUES('authority','example.kz');
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
INSERT INTO "source" VALUES(1,'one','zakon.kz','https://zakon.kz/one.xml','',1,1,NULL,4,1771855200000);
INSERT INTO "source" VALUES(2,'two','other.kz','https://other.kz/two.xml','',1,2,NULL,1,1771858800000);
CREATE TABLE tag (
        id            INTEGER PRIMARY KEY,
        name          TEXT    NOT NULL UNIQUE,
        slug          TEXT    NOT NULL,
        rule          TEXT    NOT NULL,
        is_configured INTEGER NOT NULL,
        is_behind INTEGER NOT NULL            -- article
    , is_private INTEGER NOT NULL DEFAULT 0, edition_of INTEGER, language TEXT NOT NULL DEFAULT '');
INSERT INTO "tag" VALUES(1,'kk','kk','#kk',1,0,0,NULL,'');
INSERT INTO "tag" VALUES(2,'ru','ru','#ru',1,1,0,NULL,'');
CREATE TABLE tag_state (
        tag      INTEGER PRIMARY KEY,
        position INTEGER NOT NULL,                -- the highest given: positions have no gaps and are never given twice
        version  INTEGER NOT NULL,                -- raised once in every transaction that may have changed its bytes
        changed  INTEGER NOT NULL,
        members  INTEGER NOT NULL
    );
INSERT INTO "tag_state" VALUES(1,4,4,1771855200000,4);
INSERT INTO "tag_state" VALUES(2,4,2,1771858800000,4);
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
CREATE INDEX article_of_source ON article (owner, published);
CREATE INDEX appearance_of_source ON appearance (source, published);
CREATE INDEX tag_of_slug ON tag (slug);
CREATE UNIQUE INDEX membership_of_article ON membership (article, tag);
CREATE INDEX membership_newest ON membership (tag, published, position) WHERE has_left = 0;
CREATE INDEX membership_revised ON membership (tag, revised) WHERE revised IS NOT NULL;
CREATE INDEX source_of_site ON source (site);
CREATE INDEX facts_of_source ON facts (source);
CREATE UNIQUE INDEX event_of_source ON event (source, kind, id);
CREATE INDEX event_at ON event (at);
COMMIT;
