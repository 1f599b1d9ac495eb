#pragma once
#include "daemon/async/home_thread.hpp"
#include "daemon/history/history_job.hpp"
#include "feeds/text/time.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace arna {

class Changes;
class ReaderPool;
class StoreThread;

/// What jobs over the history use; all of it outlives them.
struct HistoryServices {
    boost::asio::any_io_executor io;
    boost::asio::any_io_executor pool;
    StoreThread& store;
    ReaderPool& readers;
    Changes& changes;                                    ///< is told of each commit
    std::function<Time()> now;                           ///< the wall clock
    std::function<void(const SliceResult&)> stored = {}; ///< hears of each slice that was stored
};

struct HistoryOptions {
    SliceLimits slice;
    std::chrono::milliseconds retry_after{5'000}; ///< how long a store that failed is left alone
};

/// How a job stands, for status pages and metrics.
struct HistoryStatus {
    std::string name;
    ArticleId done{}; ///< every article up to this one is dealt with
    ArticleId of{};   ///< the newest article there was
    Time since{};     ///< when its run began; the epoch: it waits for its turn
    HistoryTotals totals;
};

/// Runs jobs over the history, one after another, in slices of one transaction each between which everything else goes
/// on: polls that wait are always stored before the next slice. A slice whose run was started anew in the meantime is
/// dropped, and so is its job. A kill or stop() between slices loses nothing. Lives on the io thread.
///
///     HistoryJobs jobs(services);
///     spawn(jobs.run());                      // as a service: until stop()
///     jobs.start(std::make_shared<MatchAgain>(…));  // after every sync_tags() and Scheduler::load()
class HistoryJobs {
public:
    explicit HistoryJobs(HistoryServices services, HistoryOptions options = {});

    HistoryJobs(const HistoryJobs&) = delete;
    HistoryJobs& operator=(const HistoryJobs&) = delete;

    /// Adds a job behind the others, in place of an unfinished one of its name.
    void start(std::shared_ptr<const HistoryJob> job);

    /// Works on what start() gave until stop(). While the store fails it waits.
    boost::asio::awaitable<void> run();

    /// Works on one slice instead, for a command; false when nothing is left. Throws StoreFailure, and what a job
    /// throws.
    boost::asio::awaitable<bool> step();
    /// What the finished jobs have done.
    [[nodiscard]] const HistoryTotals& finished() const { return finished_; }

    /// Ends run() after the slice that is being worked on.
    void stop();

    /// The jobs that are not finished, in the order in which they run.
    [[nodiscard]] std::vector<HistoryStatus> status() const;

private:
    struct Entry {
        std::shared_ptr<const HistoryJob> job;
        std::optional<HistoryRun> run;
        ArticleId newest{};
        HistoryTotals totals;
    };

    boost::asio::awaitable<bool> begin(std::shared_ptr<Entry> entry);
    boost::asio::awaitable<void> store_next_slice(std::shared_ptr<Entry> entry);
    boost::asio::awaitable<void> wait(std::chrono::steady_clock::duration time);
    [[nodiscard]] bool is_present(const Entry& entry) const;
    void drop(const Entry& entry);

    HistoryServices services_;
    HistoryOptions options_;
    std::deque<std::shared_ptr<Entry>> entries_;
    HistoryTotals finished_;
    boost::asio::steady_timer wake_;
    bool is_stopping_ = false;
    HomeThread home_;
};

} // namespace arna
