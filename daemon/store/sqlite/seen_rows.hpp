#pragma once
#include "daemon/store/records.hpp"
#include "daemon/store/sqlite/sqlite.hpp"

#include <set>
#include <span>

namespace arna {

/// The rows of table seen as values.
void write_seen(sqlite::Connection& db, SourceId source, std::span<const SeenItem> items,
                const std::set<Ident>& without);
void forget_seen(sqlite::Connection& db, SourceId source);
[[nodiscard]] SeenItems read_seen(sqlite::Connection& db, SourceId source);

} // namespace arna
