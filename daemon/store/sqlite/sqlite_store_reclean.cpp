#include "daemon/store/sqlite/memberships.hpp"
#include "daemon/store/sqlite/sqlite_store.hpp"

namespace arna {
namespace {

using sqlite::Connection;

/// The stored body, or nothing where the article has none.
std::string read_body(Connection& db, ArticleId article) {
    auto rows = db.query("SELECT data FROM body WHERE article = ?", article);
    return rows.next() ? std::string(rows.bytes(0)) : std::string();
}

} // namespace

IngestResult SqliteStore::reclean(std::span<const Recleaned> articles, Time now) {
    return write([&](Connection& db) {
        FeedVersions versions(db, now);
        Memberships memberships(db, versions, now);
        for (const auto& [article, summary, content] : articles) {
            Entry before, after;
            codec_.decode(read_body(db, article), before);
            after.summary = summary;
            after.content = content;
            db.run("UPDATE body SET sanitizer = ?, data = ? WHERE article = ?", options_.sanitizer_version,
                   sqlite::as_blob(codec_.encode(after)), article);
            if (before == after) continue;
            // A hash without version is comparable with none, so the next telling is no revision.
            db.run("UPDATE article SET content_hash = content_hash & 0xFFFFFFFFFFFFFF WHERE id = ?", article);
            memberships.show_change(article, Effect::aside);
        }
        IngestResult result;
        versions.report(result);
        versions.save();
        return result;
    });
}

} // namespace arna
