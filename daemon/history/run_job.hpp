#pragma once
#include "daemon/history/history_job.hpp"
#include "feeds/text/time.hpp"

#include <functional>

namespace arna {

class Store;

/// Runs a job to its end on the calling thread, for a command that has the store to itself: the unfinished run, or a
/// new one. `now` is the wall clock. Throws StoreFailure; what was done until then stays.
HistoryTotals run_job(Store& store, const HistoryJob& job, const std::function<Time()>& now,
                      const SliceLimits& limits = {});

} // namespace arna
