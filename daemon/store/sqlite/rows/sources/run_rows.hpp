#pragma once
#include "daemon/store/noun/history_store.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace arna {

/// The rows of table history_run as values.
[[nodiscard]] std::optional<HistoryRun> read_run(sqlite::Connection& db, std::string_view job);
[[nodiscard]] std::vector<HistoryRun> read_runs(sqlite::Connection& db);

/// Begins the next run of a job in place of its last, whether or not that was finished.
HistoryRun start_run(sqlite::Connection& db, std::string_view job, std::int64_t goal, Time now);

} // namespace arna
