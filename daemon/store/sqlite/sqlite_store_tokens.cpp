#include "daemon/store/sqlite/sqlite_reader.hpp"
#include "daemon/store/sqlite/sqlite_store.hpp"

#include <algorithm>
#include <unordered_map>

namespace arna {
namespace {

using sqlite::Connection;
using std::chrono::days;
using std::chrono::sys_days;

template <class Value>
std::optional<std::int64_t> count_of(const std::optional<Value>& moment) {
    return moment ? std::optional<std::int64_t>(moment->time_since_epoch().count()) : std::nullopt;
}

TokenRecord token_of(const sqlite::Rows& rows) {
    TokenRecord token{.id = rows.id<TokenId>(0), .subscriber = rows.text(2), .tags = {}, .created = rows.time(3)};
    const auto hash = rows.bytes(1);
    if (hash.size() != token.hash.size()) throw StoreFailure("a token has no SHA-256: the database is damaged");
    std::ranges::copy(hash, token.hash.begin());
    if (!rows.is_null(4)) token.expires = rows.time(4);
    if (!rows.is_null(5)) token.revoked = rows.time(5);
    if (!rows.is_null(6)) token.used = sys_days(days(rows.integer(6)));
    return token;
}

} // namespace

std::vector<TokenRecord> SqliteReader::tokens() {
    const sqlite::Transaction snapshot(db_, sqlite::Transaction::Kind::read);
    std::vector<TokenRecord> tokens;
    std::unordered_map<std::int64_t, std::size_t> places;
    for (auto rows = db_.query("SELECT id, hash, \"for\", created, expires, revoked, used FROM token ORDER BY id");
         rows.next();) {
        places.emplace(rows.integer(0), tokens.size());
        tokens.push_back(token_of(rows));
    }
    for (auto rows = db_.query("SELECT token, tag FROM token_tag ORDER BY token, tag"); rows.next();)
        if (const auto place = places.find(rows.integer(0)); place != places.end())
            tokens[place->second].tags.push_back(rows.id<TagId>(1));
    return tokens;
}

TokenId SqliteStore::add_token(const TokenRecord& token) {
    return write([&](Connection& db) {
        db.run("INSERT INTO token (hash, \"for\", created, expires) VALUES (?, ?, ?, ?)", sqlite::Blob(token.hash),
               token.subscriber, token.created, count_of(token.expires));
        const auto id = static_cast<TokenId>(db.last_row_id());
        for (const TagId tag : token.tags)
            db.run("INSERT OR IGNORE INTO token_tag (token, tag) VALUES (?, ?)", id, tag);
        return id;
    });
}

std::size_t SqliteStore::revoke_tokens(const std::string& subscriber, Time now) {
    return write([&](Connection& db) {
        return static_cast<std::size_t>(
            db.run("UPDATE token SET revoked = ? WHERE \"for\" = ? AND revoked IS NULL", now, subscriber));
    });
}

std::size_t SqliteStore::revoke_token(TokenId id, Time now) {
    return write([&](Connection& db) {
        return static_cast<std::size_t>(
            db.run("UPDATE token SET revoked = ? WHERE id = ? AND revoked IS NULL", now, id));
    });
}

void SqliteStore::note_used(std::span<const std::pair<TokenId, sys_days>> uses) {
    write([&](Connection& db) {
        for (const auto& [id, day] : uses)
            db.run("UPDATE token SET used = ?2 WHERE id = ?1 AND (used IS NULL OR used < ?2)", id,
                   day.time_since_epoch().count());
    });
}

std::optional<std::string> SqliteReader::setting(std::string_view name) {
    auto rows = db_.query("SELECT text FROM setting WHERE name = ?", name);
    return rows.next() ? std::optional(rows.text(0)) : std::nullopt;
}

void SqliteStore::set_setting(std::string_view name, std::string_view text) {
    write([&](Connection& db) {
        db.run("INSERT INTO setting (name, text) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET text = ?2", name,
               text);
    });
}

} // namespace arna
