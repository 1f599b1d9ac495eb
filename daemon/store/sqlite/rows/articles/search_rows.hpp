#pragma once
#include "daemon/store/noun/search_store.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"

/// The tables search_progress and unindexed.
namespace arna {

[[nodiscard]] SearchProgress read_search_progress(sqlite::Connection& db);

/// There is a new index, with nothing in it.
void write_search_index(sqlite::Connection& db, std::int64_t making);

void write_indexed(sqlite::Connection& db, const IndexedSlice& slice);

/// The words of an article are others now. Does nothing where there is no index.
void note_unindexed(sqlite::Connection& db, ArticleId article);

} // namespace arna
