#include "daemon/store/sqlite/stored_facts.hpp"

namespace arna {

NotedFacts store_facts(sqlite::Connection& db, SourceId source, const FeedFacts& facts) {
    const auto data = encode_facts(facts);
    NotedFacts noted{.facts = {.updated = facts.updated}};
    {
        auto rows = db.query("SELECT f.id, f.data FROM source s JOIN facts f ON f.id = s.facts WHERE s.id = ?", source);
        if (rows.next() && rows.bytes(1) == data) noted.facts.id = rows.integer(0);
    }
    if (noted.facts.id == 0) {
        db.run("INSERT INTO facts (source, data) VALUES (?, ?)", source, sqlite::as_blob(data));
        noted.facts.id = db.last_row_id();
        noted.is_new = true;
    }
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
    auto [found, is_unread] = read_.emplace(facts.id, FeedFacts{});
    if (is_unread) {
        auto rows = db_.query("SELECT data FROM facts WHERE id = ?", facts.id);
        if (rows.next()) found->second = decode_facts(rows.bytes(0));
    }
    auto read = found->second;
    read.updated = facts.updated;
    return read;
}

} // namespace arna
