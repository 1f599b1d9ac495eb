#include "daemon/store/sqlite/ingest/revisions.hpp"

#include "daemon/store/sqlite/rows/articles/article_codec.hpp"

#include <set>

namespace arna {
namespace {

std::set<std::uint64_t> addresses_of(const Entry& entry, const AddressHasher& hash) {
    const EntryAddresses addresses(hash, entry);
    return {addresses.id, addresses.link};
}

/// The addresses of old revisions above the first one and up to `last`, or of all others.
std::set<std::uint64_t> old_addresses(sqlite::Connection& db, ArticleId article, std::int64_t last, bool is_dropped,
                                      const AddressHasher& hash) {
    std::set<std::uint64_t> found;
    for (auto rows = db.query("SELECT entry FROM old_body WHERE article = ? AND (revision BETWEEN 2 AND ?) = ?",
                              article, last, is_dropped);
         rows.next();)
        found.merge(addresses_of(decode_entry(rows.bytes(0)), hash));
    return found;
}

void forget_addresses(sqlite::Connection& db, ArticleId article, std::int64_t last, const Entry& next,
                      const AddressHasher& hash) {
    auto dropped = old_addresses(db, article, last, true, hash);
    for (const auto address : addresses_of(next, hash)) dropped.erase(address);
    if (dropped.empty()) return;
    for (const auto address : old_addresses(db, article, last, false, hash)) dropped.erase(address);
    for (const auto address : dropped)
        db.run(
            "DELETE FROM address WHERE hash = ?1 AND article = ?2 "
            "AND source IN (SELECT owner FROM article WHERE id = ?2 UNION SELECT source FROM appearance WHERE article = ?2)",
            address, article);
}

} // namespace

void keep_revision(sqlite::Connection& db, ArticleId article, Time now, const Entry& next, const AddressHasher& hash) {
    db.run(
        "INSERT INTO old_body (article, revision, replaced, told, entry, data) SELECT a.id, a.revision, ?, "
        "iif(a.revision = 1, a.first_seen, (SELECT o.replaced FROM old_body o WHERE o.article = a.id AND o.revision = a.revision - 1)), "
        "a.entry, b.data FROM article a LEFT JOIN body b ON b.article = a.id WHERE a.id = ?",
        now, article);
    std::int64_t last = 0; // that is forgotten
    {
        auto rows = db.query("SELECT revision FROM article WHERE id = ?", article);
        if (rows.next()) last = rows.integer(0) - kept_revisions;
    }
    if (last < 2) return;
    forget_addresses(db, article, last, next, hash);
    db.run("DELETE FROM old_body WHERE article = ? AND revision BETWEEN 2 AND ?", article, last);
}

} // namespace arna
