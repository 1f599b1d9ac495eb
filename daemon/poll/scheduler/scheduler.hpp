#pragma once
#include "daemon/async/clock.hpp"
#include "daemon/async/home_thread.hpp"
#include "daemon/poll/report.hpp"
#include "daemon/poll/rules.hpp"
#include "daemon/poll/source.hpp"
#include "daemon/store/records.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace arna {

class Changes;
class MemoryGate;
class ReaderPool;
class RobotsCache;
class StoreThread;

/// What polling uses; all of it outlives the scheduler.
struct PollServices {
    boost::asio::any_io_executor io;
    boost::asio::any_io_executor pool;
    Fetcher& fetcher;
    StoreThread& store;
    ReaderPool& readers;
    Clock clock;
    RobotsCache* robots = nullptr; ///< for pages that list articles; null: there are none
};

/// How a source stands, for status pages.
struct PollStatus {
    SourceId id{};
    std::string name;
    PollState state;
    bool is_enabled = true;
    bool is_polling = false;
};

/// A poll that begins later than this is late.
inline constexpr std::chrono::minutes late_after{1};

/// What the scheduler has to do at the moment.
struct PollLoad {
    std::size_t in_flight = 0;         ///< visits
    std::size_t waiting = 0;           ///< due, and waiting for their host
    std::size_t late = 0;              ///< due for longer than late_after
    std::chrono::milliseconds worst{}; ///< how long the longest has been due
};

/// Visits every source when it is due and the gate of its host lets it: one request per interval. Waits are counted on
/// the monotonic clock. Lives on the io thread; every method is called there.
class Scheduler {
public:
    /// `changes` is told after each commit, `finished` of every poll after it was logged.
    Scheduler(PollServices services, PollOptions options, Changes& changes,
              std::function<void(const PollReport&)> finished = {});
    ~Scheduler();

    /// Takes over a configuration, at the start and at a reload: `records[i]` is what the store knows of `sources[i]`.
    /// Sources that stay the same keep their schedule; a visit in flight to one that left ends and is stored.
    void load(std::vector<PollSource> sources, std::span<const SourceRecord> records, PollRules rules);

    /// Polls until stop(), then waits for the visits in flight. They end within moments once Fetcher::stop() aborted
    /// them.
    boost::asio::awaitable<void> run();
    void stop();

    /// Re-reads the clocks; call it after either was set.
    void wake();

    /// Polls the named sources (none: every one) that are due, with `now` also those that are not, were switched off by
    /// a 410 or whose host asked to be left alone; within the same limits as run(), which need not be running. Reports
    /// come in the order of their end; `progress` gets each as it ends. Errc::not_found: a name that is not configured;
    /// then nothing is polled. Errc::io: the store cannot be written.
    boost::asio::awaitable<Result<std::vector<PollReport>>>
    poll_once(std::vector<std::string> names, bool now, std::function<void(const PollReport&)> progress = {});

    [[nodiscard]] std::vector<PollStatus> status() const;
    [[nodiscard]] PollLoad load_now() const;

    /// The memory that reading documents takes, of whoever reads some: PollOptions::memory.
    [[nodiscard]] MemoryGate& reading();

    /// The store failed and nothing is polled until a probe, made every 30 s, succeeds.
    [[nodiscard]] bool is_paused() const;

private:
    class Impl;
    /// The implementation, for a call that is on the right thread.
    [[nodiscard]] Impl& here() const;

    HomeThread home_;
    std::unique_ptr<Impl> impl_;
};

} // namespace arna
