#pragma once
#include "daemon/store/records.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"

#include <span>
#include <vector>

namespace arna {

/// The rows of table seen as values.
void write_seen(sqlite::Connection& db, SourceId source, std::span<const SeenItem> items);
void forget_seen(sqlite::Connection& db, SourceId source);
[[nodiscard]] std::vector<SeenItem> read_seen_items(sqlite::Connection& db,
                                                    SourceId source); ///< in the document's order
[[nodiscard]] SeenItems read_seen(sqlite::Connection& db, SourceId source);

} // namespace arna
