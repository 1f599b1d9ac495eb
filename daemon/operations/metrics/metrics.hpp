#pragma once
#include "daemon/history/history_jobs.hpp"
#include "daemon/http/server.hpp"
#include "daemon/measure/metric_text.hpp"
#include "daemon/operations/activity/activity.hpp"
#include "daemon/operations/metrics/process_figures.hpp"
#include "daemon/poll/scheduler/scheduler.hpp"
#include "daemon/publish/documents.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace arna {

class StoreReader;
class StoreThread;

/// Reloads of the configuration. The first configuration counts as one that succeeded.
struct ReloadCounters {
    std::uint64_t in_force = 0, unchanged = 0, failed = 0;
    bool is_last_successful = true;
    Time last_success{};
};

/// What `/metrics` tells besides what is in the store: read on the io thread, written in the pool. What it refers to
/// outlives it.
struct MetricFigures {
    std::string version;
    const Activity& activity;   ///< its histograms alone are read in the pool
    const Server& server;       ///< likewise: the public listener
    const Documents& documents; ///< likewise
    const StoreThread& store;
    std::filesystem::path state;        ///< its directory
    std::set<std::string> switched_off; ///< names of sources that the configuration disables
    ActivityTotals totals;
    PollLoad polls;
    ServerCounters connections;
    DocumentsCounters rendered;
    ReloadCounters reloads;
    std::vector<HistoryStatus> history;
    std::optional<Time> last_backup; ///< the epoch: none was made yet; nothing: none are to be made
};

/// The text format of Prometheus 0.0.4. Throws StoreFailure.
[[nodiscard]] std::string metrics_text(StoreReader& reader, const MetricFigures& figures);

} // namespace arna
