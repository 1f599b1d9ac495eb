#include "daemon/store/sqlite/database/database_copy.hpp"
#include "daemon/store/sqlite/sqlite_reader.hpp"

#include <fmt/format.h>

#include <system_error>

namespace arna {
namespace {

namespace fs = std::filesystem;
using sqlite::Connection;

/// A count that is 0 in a sound database, and what it means if it is not.
struct Invariant {
    const char* count;
    const char* meaning;
};

constexpr Invariant invariants[] = {
    {"SELECT count(*) FROM tag_state s WHERE position - floor <> (SELECT count(*) FROM membership m WHERE m.tag = s.tag AND m.position > s.floor)",
     "tags whose positions have gaps"},
    {"SELECT count(*) FROM tag_state s WHERE position <> max(s.floor, ifnull((SELECT max(position) FROM membership m WHERE m.tag = s.tag), 0))",
     "tags whose counter is not their highest position"},
    {"SELECT count(*) FROM tag_state s WHERE members <> (SELECT count(*) FROM membership m WHERE m.tag = s.tag AND has_left = 0) "
     "+ (SELECT count(*) FROM follower f WHERE f.tag = s.tag AND f.position > s.floor)",
     "tags whose number of members is wrong"},
    {"SELECT count(*) FROM tag WHERE id NOT IN (SELECT tag FROM tag_state)", "tags without a state"},
    {"SELECT count(*) FROM membership WHERE has_left = 0 AND article NOT IN (SELECT id FROM article)",
     "memberships without an article"},
    {"SELECT count(*) FROM membership m JOIN article a ON a.id = m.article WHERE a.published <> m.published",
     "memberships dated otherwise than their article"},
    {"SELECT count(*) FROM article WHERE owner NOT IN (SELECT id FROM source)", "articles without a source"},
    {"SELECT count(*) FROM article WHERE facts NOT IN (SELECT id FROM facts)",
     "articles without facts of their source"},
    {"SELECT count(*) FROM body WHERE article NOT IN (SELECT id FROM article)", "bodies without an article"},
    {"SELECT count(*) FROM page WHERE article NOT IN (SELECT id FROM article)", "pages without an article"},
    {"SELECT count(*) FROM kept_page WHERE article NOT IN (SELECT article FROM page)", "kept pages of no article"},
    {"SELECT count(*) FROM article a WHERE a.awaits_page <> 0 AND (a.held IS NULL OR NOT EXISTS "
     "(SELECT 1 FROM page p WHERE p.article = a.id))",
     "articles that wait for no page"},
    {"SELECT count(*) FROM appearance WHERE article NOT IN (SELECT id FROM article)", "appearances without an article"},
    {"SELECT count(*) FROM follower WHERE article NOT IN (SELECT id FROM article)", "followers without an article"},
    {"SELECT count(*) FROM follower f WHERE NOT EXISTS "
     "(SELECT 1 FROM membership m WHERE m.tag = f.tag AND m.position = f.position)",
     "followers without a lead"},
    {"SELECT count(*) FROM source WHERE id NOT IN (SELECT source FROM poll)", "sources without a poll"},
    {"SELECT count(*) FROM digest d WHERE NOT EXISTS "
     "(SELECT 1 FROM digest_state s WHERE s.tag = d.tag AND s.kind = d.kind AND s.since >= d.\"end\")",
     "digests of days that have not ended"},
    {"SELECT count(*) FROM digest a JOIN digest b ON b.tag = a.tag AND b.kind = a.kind AND b.period > a.period "
     "WHERE b.start < a.\"end\"",
     "digests that overlap"},
};

std::int64_t size_of(const fs::path& file) {
    std::error_code failure;
    const auto size = fs::file_size(file, failure);
    return failure ? 0 : static_cast<std::int64_t>(size);
}

} // namespace

StoreStats SqliteReader::stats() {
    const sqlite::Transaction snapshot(db_, sqlite::Transaction::Kind::read);
    const auto count = [this](std::string_view sql) { return db_.integer(sql); };
    return {.sources = count("SELECT count(*) FROM source"),
            .tags = count("SELECT count(*) FROM tag"),
            .articles = count("SELECT count(*) FROM article"),
            .memberships = count("SELECT sum(members) FROM tag_state"),
            .appearances = count("SELECT count(*) FROM appearance"),
            .revisions = count("SELECT count(*) FROM old_body"),
            .stories = count("SELECT count(*) FROM story"),
            .held = count("SELECT count(*) FROM article WHERE held IS NOT NULL AND awaits_page = 0"),
            .removed = count("SELECT ifnull(max(value), 0) FROM note WHERE name = 'removed'"),
            .tombstones = count("SELECT count(*) FROM tombstone"),
            .file_bytes = size_of(db_.file()),
            .free_bytes = count("PRAGMA freelist_count") * count("PRAGMA page_size"),
            .log_bytes = size_of(db_.file().string() + "-wal")};
}

KeptCounts SqliteReader::kept_counts() {
    const sqlite::Transaction snapshot(db_, sqlite::Transaction::Kind::read);
    return {.stories = db_.integer("SELECT count(*) FROM story"),
            .removed = db_.integer("SELECT ifnull(max(value), 0) FROM note WHERE name = 'removed'"),
            .tombstones = db_.integer("SELECT count(*) FROM tombstone")};
}

std::int64_t SqliteReader::article_count() { return db_.integer("SELECT count(*) FROM article"); }

std::vector<std::string> SqliteReader::check() {
    const sqlite::Transaction snapshot(db_, sqlite::Transaction::Kind::read);
    std::vector<std::string> wrong;
    for (auto rows = db_.query("PRAGMA integrity_check"); rows.next();)
        if (rows.view(0) != "ok") wrong.push_back(rows.text(0));
    if (!wrong.empty()) return wrong; // counts over damaged pages would only fail
    for (const auto& invariant : invariants)
        if (const auto count = db_.integer(invariant.count); count != 0)
            wrong.push_back(fmt::format("{} {}", count, invariant.meaning));
    return wrong;
}

Result<void> SqliteReader::backup(const fs::path& file) {
    std::error_code failure;
    if (fs::exists(fs::symlink_status(file, failure)))
        return fail(Errc::conflict, fmt::format("{} exists; remove it, or name another file", file.string()));
    return copy_database(db_, file);
}

} // namespace arna
