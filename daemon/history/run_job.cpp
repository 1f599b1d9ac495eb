#include "daemon/history/run_job.hpp"

#include "daemon/store/store.hpp"

#include <string>

namespace arna {

HistoryTotals run_job(Store& store, const HistoryJob& job, const std::function<Time()>& now,
                      const SliceLimits& limits) {
    const auto reader = store.open_reader();
    auto run = store.begin_run(job.name(), job.goal(), now());
    HistoryTotals totals;
    while (!run.is_finished) {
        auto [slice, step] = job.next(*reader, run.done, limits);
        slice.job = run.job;
        slice.run = run.number;
        const auto result = store.store_slice(slice, now());
        step.changed = result.changed_articles;
        step.removed = result.removed_articles;
        totals += step;
        run.done = slice.up_to;
        run.is_finished = slice.is_last;
    }
    return totals;
}

} // namespace arna
