#pragma once
#include "daemon/app/engine/service.hpp"
#include "daemon/async/clock.hpp"
#include "daemon/async/event_loop.hpp"
#include "daemon/async/worker_pool.hpp"
#include "daemon/changes/changes.hpp"
#include "daemon/fetch/fetcher.hpp"
#include "daemon/poll/robots_cache.hpp"
#include "daemon/poll/scheduler/scheduler.hpp"
#include "daemon/store/readers.hpp"
#include "daemon/store/store_thread.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <optional>
#include <utility>

namespace arna {

/// What every command works with that writes to the store or visits sources: the io context, the pool, the store
/// thread, the readers, the fetcher, what sites ask of robots, the clock. Nobody else makes these. They are destroyed
/// in reverse, after nothing uses them any more.
class Engine {
public:
    Engine(std::unique_ptr<Store> store, FetchOptions fetch, Clock clock = Clock::system());
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    [[nodiscard]] boost::asio::any_io_executor io() { return io_.get_executor(); }
    [[nodiscard]] boost::asio::any_io_executor pool() { return pool_.get_executor(); }
    [[nodiscard]] StoreThread& store() { return store_; }
    [[nodiscard]] ReaderPool& readers() { return readers_; }
    [[nodiscard]] Fetcher& fetcher() { return fetcher_; }
    [[nodiscard]] const Clock& clock() const { return clock_; }
    [[nodiscard]] Changes& changes() { return changes_; }
    [[nodiscard]] RobotsCache& robots() { return robots_; }
    [[nodiscard]] PollServices poll_services();

    /// Runs `work` on this thread, which is the io thread meanwhile, and gives what it returned or threw. However it
    /// ends, everything ends with it, in one order: the services accept and begin nothing more, transfers are aborted,
    /// what still runs is awaited, pool and io run empty, the store is closed. Call it once.
    template <class T>
    T run(Services& services, boost::asio::awaitable<T> work) {
        std::optional<T> result;
        run_to_end(services, keep(std::move(work), result));
        return std::move(*result);
    }

private:
    template <class T>
    static boost::asio::awaitable<void> keep(boost::asio::awaitable<T> work, std::optional<T>& result) {
        result = co_await std::move(work);
    }
    void run_to_end(Services& services, boost::asio::awaitable<void> work);
    void run_io(boost::asio::awaitable<void> work);
    boost::asio::awaitable<void> end_after(Services& services, boost::asio::awaitable<void> work);

    Clock clock_;
    EventLoop io_;
    WorkerPool pool_;
    StoreThread store_;
    ReaderPool readers_;
    Fetcher fetcher_;
    Changes changes_;
    RobotsCache robots_;
};

} // namespace arna
