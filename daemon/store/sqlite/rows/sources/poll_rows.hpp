#pragma once
#include "daemon/store/records.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"

#include <vector>

namespace arna {

/// The rows of tables source and poll as values.
void write_poll(sqlite::Connection& db, SourceId source, const PollState& poll);
[[nodiscard]] std::vector<SourceRecord> read_sources(sqlite::Connection& db);
[[nodiscard]] SourceRecord read_source(sqlite::Connection& db, SourceId source);

} // namespace arna
