#include "daemon/store/sqlite/known_articles.hpp"

#include "feeds/model/entry_id.hpp"
#include "feeds/text/url/url.hpp"

#include <xxhash.h>

#include <algorithm>

namespace arna {
namespace {

// A macro, for queries are literals (sqlite.hpp) and two share these columns.
#define ARNA_KNOWN_COLUMNS "a.id, a.owner, a.content_hash, a.published, a.updated, a.entry_id"

Known known_of(const sqlite::Rows& rows) {
    return {.id = rows.id<ArticleId>(0),
            .owner = rows.id<SourceId>(1),
            .content_hash = rows.hash(2),
            .published = rows.time(3),
            .updated = rows.time(4),
            .entry_id = rows.text(5)};
}

/// Whether one of these publishes the id, or they are so many that nobody looks at all of them.
bool is_taken(std::string_view id, const std::vector<Known>& others) {
    return others.size() >= most_of_one_address || std::ranges::find(others, id, &Known::entry_id) != others.end();
}

} // namespace

std::optional<Known> find_known(sqlite::Connection& db, const Ident& ident) {
    auto rows = db.query("SELECT " ARNA_KNOWN_COLUMNS " FROM article a WHERE a.ident = ?", ident);
    return rows.next() ? std::optional(known_of(rows)) : std::nullopt;
}

std::uint64_t address_hash(std::string_view address) {
    if (!is_http_url(address)) return XXH3_64bits(address.data(), address.size());
    const auto canonical = canonical_url(address);
    return XXH3_64bits(canonical.data(), canonical.size());
}

EntryAddresses::EntryAddresses(const Entry& entry) {
    if (!entry.id.empty()) id = address_hash(entry.id);
    if (!entry.link.empty()) link = entry.link == entry.id ? id : address_hash(entry.link);
}

std::vector<Known> articles_at(sqlite::Connection& db, std::uint64_t address) {
    std::vector<Known> found;
    for (auto rows = db.query("SELECT " ARNA_KNOWN_COLUMNS " FROM address d JOIN article a ON a.id = d.article "
                              "WHERE d.hash = ? ORDER BY d.article DESC LIMIT ?",
                              address, most_of_one_address);
         rows.next();)
        found.push_back(known_of(rows));
    return found;
}

void add_address(sqlite::Connection& db, ArticleId article, std::uint64_t address) {
    if (address != 0) db.run("INSERT OR IGNORE INTO address (hash, article) VALUES (?, ?)", address, article);
}

std::string choose_entry_id(sqlite::Connection& db, const Ident& ident, const std::string& own_id,
                            const std::vector<Known>& others) {
    if (is_absolute_iri(own_id) && !is_taken(own_id, others)) return own_id;
    auto urn = entry_urn(ident);
    // Idents can be foretold, so a hostile feed may publish one as an id of its own.
    for (auto other = ident; is_taken(urn, articles_at(db, address_hash(urn))); urn = entry_urn(other)) ++other.back();
    return urn;
}

} // namespace arna
