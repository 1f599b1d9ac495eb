#include "daemon/store/sqlite/rows/articles/stored_facts.hpp"

namespace arna {

namespace {

/// A source that says something else of itself at every poll leaves this many rows, besides those that articles refer
/// to.
constexpr std::int64_t most_unused = 32;

std::int64_t find_facts(sqlite::Connection& db, SourceId source, const std::string& data) {
    auto rows = db.query("SELECT id FROM facts WHERE source = ? AND data = ?", source, sqlite::as_blob(data));
    return rows.next() ? rows.integer(0) : 0;
}

std::int64_t count_facts(sqlite::Connection& db, SourceId source) {
    auto rows = db.query("SELECT count(*) FROM facts WHERE source = ?", source);
    return rows.next() ? rows.integer(0) : 0;
}

std::int64_t add_facts(sqlite::Connection& db, SourceId source, const std::string& data) {
    if (const auto count = count_facts(db, source); count > 0 && count % most_unused == 0)
        db.run("DELETE FROM facts WHERE source = ?1 AND id NOT IN (SELECT facts FROM article WHERE owner = ?1 "
               "UNION SELECT facts FROM appearance WHERE source = ?1)",
               source);
    db.run("INSERT INTO facts (source, data) VALUES (?, ?)", source, sqlite::as_blob(data));
    return db.last_row_id();
}

} // namespace

NotedFacts store_facts(sqlite::Connection& db, SourceId source, const FeedFacts& facts) {
    const auto data = encode_facts(facts);
    NotedFacts noted{.facts = {.updated = facts.updated}};
    {
        auto rows = db.query("SELECT f.id, f.data, s.facts_updated FROM source s JOIN facts f ON f.id = s.facts "
                             "WHERE s.id = ?",
                             source);
        if (rows.next() && rows.bytes(1) == data) {
            noted.facts.id = rows.integer(0);
            const auto updated = rows.is_null(2) ? std::nullopt : std::optional(rows.time(2));
            if (updated == facts.updated) return noted;
        }
    }
    noted.is_new = noted.facts.id == 0;
    if (noted.is_new) noted.facts.id = find_facts(db, source, data);
    if (noted.facts.id == 0) noted.facts.id = add_facts(db, source, data);
    db.run("UPDATE source SET facts = ?, facts_updated = ? WHERE id = ?", noted.facts.id, noted.facts.updated, source);
    return noted;
}

StoredFacts latest_facts(sqlite::Connection& db, SourceId source) {
    {
        auto rows = db.query("SELECT facts, facts_updated FROM source WHERE id = ?", source);
        if (rows.next() && !rows.is_null(0))
            return {.id = rows.integer(0), .updated = rows.is_null(1) ? std::nullopt : std::optional(rows.time(1))};
    }
    return store_facts(db, source, {}).facts;
}

FeedFacts FactsReader::read(const StoredFacts& facts) {
    auto [found, is_unread] = read_.try_emplace(facts.id);
    if (is_unread) {
        auto rows = db_.query("SELECT data FROM facts WHERE id = ?", facts.id);
        if (rows.next()) found->second = decode_facts(rows.bytes(0));
    }
    auto read = found->second;
    read.updated = facts.updated;
    return read;
}

} // namespace arna
