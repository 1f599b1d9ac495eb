#pragma once
#include "daemon/async/run_on.hpp"
#include "daemon/measure/histogram.hpp"
#include "daemon/store/store.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace arna {

struct StoreThreadOptions {
    std::chrono::milliseconds gather_for{5'000}; ///< how long unchanged polls wait for one commit
    std::size_t gather_at_most = 500;            ///< or until they are so many
    std::chrono::milliseconds probe_every{30'000};
    std::function<Time()> now; ///< the wall clock; empty: the system's
};

/// The thread that writes: it owns the store and is the only one to call it. Every method may be called from any
/// thread; the coroutines resume on their caller's executor.
///
/// After a StoreFailure the store is unhealthy: what was being written is dropped, polls are refused, and a probe every
/// `probe_every` ends the pause. Beginning and end are logged once each.
class StoreThread {
public:
    explicit StoreThread(std::unique_ptr<Store> store, StoreThreadOptions options = {});
    ~StoreThread(); ///< stops and joins; nothing may be waiting any more

    StoreThread(const StoreThread&) = delete;
    StoreThread& operator=(const StoreThread&) = delete;

    /// Runs `work(Store&)` after all that was given to ingest() and record() before. Throws what `work` throws.
    template <class Work>
    boost::asio::awaitable<std::invoke_result_t<Work&, Store&>> run(Work work) {
        return run_on(executor(), [this, work = std::move(work)]() mutable {
            settle();
            try {
                return work(*store_);
            } catch (const StoreFailure& failure) {
                note_failure(failure.what());
                throw;
            }
        });
    }

    /// Stores a poll, durable when this comes back. What is given while a commit runs goes into the next one together,
    /// each poll whole. Errc::io: it was not stored, its source is due again.
    boost::asio::awaitable<Result<IngestResult>> ingest(PollRecord poll);

    /// Notes a poll that brought nothing. It is durable within `gather_for`; a failure of the store delays it, the
    /// latest of each source is kept.
    void record(SourceId source, PollState poll);

    /// Notes that a token was used on a day; written with the polls that brought nothing.
    void note_used(TokenId token, std::chrono::sys_days day);

    /// Whether the last write worked.
    [[nodiscard]] bool is_healthy() const { return is_healthy_; }

    /// How long each commit of polls took, and how many polls wait for theirs. From any thread.
    [[nodiscard]] const Histogram& commit_seconds() const { return commit_seconds_; }
    [[nodiscard]] std::size_t queue() const { return queue_; }

    /// As Store::open_reader.
    [[nodiscard]] std::unique_ptr<StoreReader> open_reader() const { return store_->open_reader(); }

    /// As SearchStore::open_search_index. From any thread.
    [[nodiscard]] std::unique_ptr<SearchIndex> open_search_index(const SearchProgress& progress,
                                                                 std::string_view token_version) const {
        return store_->open_search_index(progress, token_version);
    }

    /// Writes what was gathered and refuses polls from now on.
    boost::asio::awaitable<void> stop();

private:
    [[nodiscard]] boost::asio::any_io_executor executor() const; ///< of the store thread; may be called on any

    /// A poll on its way through a commit.
    struct Ticket {
        PollRecord poll;
        Result<IngestResult> result;
        std::exception_ptr bug;
    };

    // All on the store thread, which they assert:
    /// Work that nobody waits for: what it throws is a failure of the store, and not the end of the process.
    template <class Work>
    void guard(Work work) {
        try {
            work();
        } catch (const std::exception& failure) {
            note_failure(failure.what());
        }
    }
    [[nodiscard]] bool is_on_it() const;
    void settle();
    void commit_waiting();
    void commit(const std::vector<std::shared_ptr<Ticket>>& batch);
    void gather(SourceId source, PollState poll);
    void schedule_gathered();
    void note_change_of_health(SourceId source, const PollState& next);
    void write_gathered();
    void note_failure(std::string_view what);
    void schedule_probe();
    void probe();
    void finish();

    StoreThreadOptions options_;
    std::unique_ptr<Store> store_;
    std::atomic<bool> is_healthy_{true};
    std::atomic<std::size_t> queue_{0};
    Histogram commit_seconds_{quick_bounds};
    bool is_stopping_ = false;
    std::vector<std::shared_ptr<Ticket>> waiting_;
    std::map<SourceId, PollState> gathered_; ///< in the order of the table's pages
    std::map<TokenId, std::chrono::sys_days> used_;
    mutable boost::asio::thread_pool thread_{1}; ///< mutable: an executor of it is no change
    boost::asio::steady_timer gather_timer_{thread_};
    boost::asio::steady_timer probe_timer_{thread_};
};

} // namespace arna
