#pragma once
#include "daemon/store/records.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"
#include "daemon/store/sqlite/rows/articles/article_codec.hpp"

#include <cstdint>
#include <optional>
#include <unordered_map>

namespace arna {

/// What a source says of itself, as articles refer to it: a row of table facts, and the time of the feed's last change,
/// which would make a new row at every poll.
struct StoredFacts {
    std::int64_t id = 0;
    std::optional<Time> updated;
};

struct NotedFacts {
    StoredFacts facts;
    bool is_new = false; ///< other than what the source said last
};

/// Keeps what a source's last document says.
NotedFacts store_facts(sqlite::Connection& db, SourceId source, const FeedFacts& facts);

/// What the source said last; made empty where it never said anything.
StoredFacts latest_facts(sqlite::Connection& db, SourceId source);

/// Reads facts, each row once.
class FactsReader {
public:
    explicit FactsReader(sqlite::Connection& db) : db_(db) {}

    [[nodiscard]] FeedFacts read(const StoredFacts& facts);

private:
    sqlite::Connection& db_;
    std::unordered_map<std::int64_t, FeedFacts> read_;
};

} // namespace arna
