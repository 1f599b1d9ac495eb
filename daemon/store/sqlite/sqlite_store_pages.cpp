#include "daemon/store/day_number.hpp"
#include "daemon/store/ingest/plan.hpp"
#include "daemon/store/sqlite/ingest/ingest_reader.hpp"
#include "daemon/store/sqlite/ingest/ingest_writer.hpp"
#include "daemon/store/sqlite/rows/articles/story_rows.hpp"
#include "daemon/store/sqlite/rows/sources/page_rows.hpp"
#include "daemon/store/sqlite/sqlite_store.hpp"

#include <chrono>

namespace arna {
namespace {

using sqlite::Connection;

/// Whether the article still is as it was when the record was decided.
bool is_as_decided(Connection& db, const PageRecord& record) {
    auto rows = db.query("SELECT a.owner, a.content_hash FROM article a JOIN page p ON p.article = a.id WHERE a.id = ?",
                         record.article);
    return rows.next() && rows.id<SourceId>(0) == record.owner && rows.hash(1) == record.content_hash;
}

void count_asked(Connection& db, SourceId source, Time now) {
    const auto day = day_number(now);
    db.run("INSERT INTO page_count (source, day, asked) VALUES (?1, ?2, 1) "
           "ON CONFLICT (source) DO UPDATE SET asked = iif(day = ?2, asked + 1, 1), day = ?2",
           source, day);
}

} // namespace

std::optional<IngestResult> SqliteStore::store_page(const PageRecord& record, Time now) {
    return write([&](Connection& db) -> std::optional<IngestResult> {
        if (record.is_asked) count_asked(db, record.owner, now);
        if (!is_as_decided(db, record)) return std::nullopt;
        write_page_state(db, record.article, record.owner, record.state);
        if (record.part) write_part(db, codec_, record.article, *record.part, options_.sanitizer_version);
        if (record.kept) write_kept_page(db, codec_, record.article, *record.kept, now + record.keep_for);
        if (!record.item) return IngestResult{};
        const PollRecord telling{.source = record.owner,
                                 .poll = {},
                                 .facts = std::nullopt,
                                 .items = {*record.item},
                                 .seen = {},
                                 .day = record.day,
                                 .is_page = true,
                                 .releases = record.releases};
        const std::span<const PollRecord> tellings(&telling, 1);
        BatchAddresses addresses{AddressHasher(read_secret(db))};
        expire_story_keys(db, now, tellings.size());
        auto plan = plan_ingest(tellings, read_knowledge(db, codec_, tellings, addresses), now);
        IngestWriter writer(db, codec_, options_.sanitizer_version, addresses, now);
        return std::move(writer.write(tellings, std::move(plan)).front());
    });
}

void SqliteStore::save_page_host(const PageHost& host) {
    write([&](Connection& db) {
        db.run("INSERT OR REPLACE INTO page_host (host, asked, until, refusals, why) VALUES (?, ?, ?, ?, ?)", host.host,
               host.asked, host.until, host.refusals, host.why);
    });
}

void SqliteStore::pause_pages(SourceId source, Time until, const std::string& why) {
    write([&](Connection& db) {
        db.run("INSERT INTO page_count (source, until, why) VALUES (?1, ?2, ?3) "
               "ON CONFLICT (source) DO UPDATE SET until = ?2, why = ?3",
               source, until, why);
    });
}

void SqliteStore::save_robots(const StoredRobots& robots) {
    write([&](Connection& db) {
        db.run("INSERT OR REPLACE INTO robots (origin, fetched, status, text) VALUES (?, ?, ?, ?)", robots.origin,
               robots.fetched, robots.status, robots.text);
    });
}

void SqliteStore::forget_old_pages(Time now) {
    // What a host or its robots.txt said is of no use to anybody after so long.
    const auto before = now - std::chrono::days(2);
    write([&](Connection& db) {
        db.run("DELETE FROM kept_page WHERE until <= ?", now);
        db.run("DELETE FROM robots WHERE fetched < ?", before);
        db.run("DELETE FROM page_host WHERE ifnull(asked, 0) < ?1 AND ifnull(until, 0) < ?1", before);
    });
}

} // namespace arna
