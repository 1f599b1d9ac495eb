#include "daemon/store/sqlite/rows/sources/poll_rows.hpp"

#include "daemon/store/sqlite/rows/articles/article_codec.hpp"

namespace arna {
namespace {

// A macro, for queries are literals (sqlite.hpp) and two share these columns.
#define ARNA_SELECT_SOURCES                                                                                            \
    "SELECT s.id, s.name, s.site, s.url, s.title, s.is_configured, f.data, s.facts_updated, "                          \
    "p.due, p.wait, p.etag, p.last_modified, p.validator_url, p.body_hash, p.failures, p.status, "                     \
    "p.tried, p.succeeded, p.changed, p.moved_url, p.error, p.lengthened_by, p.is_disabled, "                          \
    "p.rhythm, p.freshness, p.freshness_from, p.reading, p.failing_since, "                                            \
    "p.gaps, p.last_gap, p.pause, p.silent_since, "                                                                    \
    "(SELECT count(*) FROM article a WHERE a.owner = s.id AND a.held IS NOT NULL AND a.awaits_page = 0), "             \
    "(SELECT count(*) FROM page g JOIN article a ON a.id = g.article WHERE g.due IS NOT NULL AND g.standing = 0 "      \
    "AND a.owner = s.id), c.read, c.refused, c.until, c.why, p.misread "                                               \
    "FROM source s JOIN poll p ON p.source = s.id LEFT JOIN facts f ON f.id = s.facts "                                \
    "LEFT JOIN page_count c ON c.source = s.id "

PollState poll_of(const sqlite::Rows& rows) {
    return {.due = rows.time(8),
            .wait = std::chrono::milliseconds(rows.integer(9)),
            .etag = rows.text(10),
            .last_modified = rows.text(11),
            .validator_url = rows.text(12),
            .body_hash = rows.hash(13),
            .reading = rows.hash(26),
            .failures = static_cast<std::int32_t>(rows.integer(14)),
            .misread = static_cast<std::int32_t>(rows.integer(38)),
            .status = static_cast<std::int32_t>(rows.integer(15)),
            .tried = rows.time(16),
            .succeeded = rows.time(17),
            .changed = rows.time(18),
            .failing_since = rows.time(27),
            .moved_url = rows.text(19),
            .error = rows.text(20),
            .lengthened_by = rows.text(21),
            .is_disabled = rows.integer(22) != 0,
            .rhythm = std::chrono::milliseconds(rows.integer(23)),
            .freshness = std::chrono::seconds(rows.integer(24)),
            .freshness_from = rows.text(25)};
}

SourceWatch watch_of(const sqlite::Rows& rows) {
    const auto time = [&](int column) {
        return rows.is_null(column) ? std::nullopt : std::optional(rows.time(column));
    };
    return {.gaps = rows.integer(28),
            .last_gap = time(29),
            .pause = std::chrono::milliseconds(rows.integer(30)),
            .silent_since = time(31),
            .held = rows.integer(32),
            .pages_waiting = rows.integer(33),
            .pages_read = rows.integer(34),
            .pages_refused = rows.integer(35),
            .pages_paused = time(36),
            .pages_paused_for = rows.text(37)};
}

SourceRecord source_of(const sqlite::Rows& rows) {
    SourceRecord record{.id = rows.id<SourceId>(0),
                        .name = rows.text(1),
                        .site = rows.text(2),
                        .url = rows.text(3),
                        .title = rows.text(4),
                        .facts = decode_facts(rows.bytes(6)),
                        .poll = poll_of(rows),
                        .watch = watch_of(rows),
                        .is_configured = rows.integer(5) != 0};
    if (!rows.is_null(7)) record.facts.updated = rows.time(7);
    return record;
}

} // namespace

void write_poll(sqlite::Connection& db, SourceId source, const PollState& poll) {
    db.run(
        "INSERT INTO poll (source, due, wait, etag, last_modified, validator_url, body_hash, failures, status, "
        "tried, succeeded, changed, moved_url, error, lengthened_by, is_disabled, rhythm, freshness, freshness_from, reading, "
        "failing_since, misread) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (source) DO UPDATE SET (due, wait, etag, last_modified, validator_url, body_hash, failures, status, "
        "tried, succeeded, changed, moved_url, error, lengthened_by, is_disabled, rhythm, freshness, freshness_from, reading, "
        "failing_since, misread) "
        "= (excluded.due, excluded.wait, excluded.etag, excluded.last_modified, excluded.validator_url, excluded.body_hash, "
        "excluded.failures, excluded.status, excluded.tried, excluded.succeeded, excluded.changed, excluded.moved_url, "
        "excluded.error, excluded.lengthened_by, excluded.is_disabled, excluded.rhythm, excluded.freshness, "
        "excluded.freshness_from, excluded.reading, excluded.failing_since, excluded.misread)",
        source, poll.due, poll.wait.count(), poll.etag, poll.last_modified, poll.validator_url, poll.body_hash,
        poll.failures, poll.status, poll.tried, poll.succeeded, poll.changed, poll.moved_url, poll.error,
        poll.lengthened_by, poll.is_disabled, poll.rhythm.count(), poll.freshness.count(), poll.freshness_from,
        poll.reading, poll.failing_since, poll.misread);
}

std::vector<SourceRecord> read_sources(sqlite::Connection& db) {
    std::vector<SourceRecord> records;
    for (auto rows = db.query(ARNA_SELECT_SOURCES "ORDER BY s.id"); rows.next();) records.push_back(source_of(rows));
    return records;
}

SourceRecord read_source(sqlite::Connection& db, SourceId source) {
    auto rows = db.query(ARNA_SELECT_SOURCES "WHERE s.id = ?", source);
    if (!rows.next()) throw StoreFailure("a source has no poll: the database is damaged; restore it from a backup");
    return source_of(rows);
}

} // namespace arna
