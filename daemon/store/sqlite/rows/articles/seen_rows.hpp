#pragma once
#include "daemon/store/records.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"

#include <span>
#include <vector>

namespace arna {

/// The rows of table seen as values.
/// `is_ordered`: they stand as in the document.
void write_seen(sqlite::Connection& db, SourceId source, std::span<const SeenItem> items, bool is_ordered);
void forget_seen(sqlite::Connection& db, SourceId source);
[[nodiscard]] std::vector<SeenItem> read_seen_items(sqlite::Connection& db,
                                                    SourceId source); ///< in the document's order
/// The idents of the last document in its order; nothing where that is not known.
[[nodiscard]] std::vector<Ident> read_last_document(sqlite::Connection& db, SourceId source);
[[nodiscard]] SeenItems read_seen(sqlite::Connection& db, SourceId source);

} // namespace arna
