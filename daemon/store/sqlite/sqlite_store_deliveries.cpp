#include "daemon/store/sqlite/rows/delivery_rows.hpp"
#include "daemon/store/sqlite/sqlite_store.hpp"

namespace arna {
namespace {

void note(sqlite::Connection& db, std::string_view consumer, FeedKind kind, std::int64_t feed, std::int64_t version) {
    db.run("INSERT INTO delivery (consumer, kind, feed, version) VALUES (?, ?, ?, ?) "
           "ON CONFLICT (consumer, kind, feed) DO UPDATE SET version = max(version, excluded.version)",
           consumer, kind, feed, version);
}

} // namespace

void SqliteStore::deliver(std::string_view consumer, const FeedVersionList& versions) {
    write([&](sqlite::Connection& db) {
        for (const auto& [tag, version] : versions.tags)
            note(db, consumer, FeedKind::tag, std::to_underlying(tag), version);
        for (const auto& [source, version] : versions.sources)
            note(db, consumer, FeedKind::source, std::to_underlying(source), version);
    });
}

void SqliteStore::forget_consumer(std::string_view consumer) {
    write([&](sqlite::Connection& db) { db.run("DELETE FROM delivery WHERE consumer = ?", consumer); });
}

} // namespace arna
