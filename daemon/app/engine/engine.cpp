#include "daemon/app/engine/engine.hpp"

#include <boost/asio/co_spawn.hpp>

#include <algorithm>
#include <exception>
#include <thread>

namespace arna {
namespace {

namespace asio = boost::asio;

/// As many threads for pure work as there are cores.
std::size_t pool_threads() { return std::max(1u, std::thread::hardware_concurrency()); }

} // namespace

Engine::Engine(std::unique_ptr<Store> store, FetchOptions fetch, Clock clock)
    : clock_(std::move(clock)),
      pool_(pool_threads()),
      store_(std::move(store), {.now = clock_.now}),
      readers_(io(), store_),
      fetcher_(io(), pool(), std::move(fetch), clock_),
      changes_(io()),
      robots_(poll_services()) {}

PollServices Engine::poll_services() {
    return {.io = io(),
            .pool = pool(),
            .fetcher = fetcher_,
            .store = store_,
            .readers = readers_,
            .clock = clock_,
            .robots = &robots_};
}

void Engine::run_to_end(Services& services, asio::awaitable<void> work) {
    std::exception_ptr failure;
    try {
        run_io(end_after(services, std::move(work)));
    } catch (...) {
        failure = std::current_exception(); // rethrown when the store is closed
    }
    pool_.join();
    run_io(store_.stop());
    if (failure) std::rethrow_exception(failure);
}

/// Returns when nothing is left to wait for: a job in the pool counts until its caller has what it gave.
void Engine::run_io(asio::awaitable<void> work) {
    std::exception_ptr failure;
    asio::co_spawn(io_, std::move(work), [&](const std::exception_ptr& error) { failure = error; });
    io_.restart();
    io_.run();
    if (failure) std::rethrow_exception(failure);
}

asio::awaitable<void> Engine::end_after(Services& services, asio::awaitable<void> work) {
    std::exception_ptr failure;
    try {
        co_await std::move(work);
    } catch (...) {
        failure = std::current_exception(); // rethrown when the services have ended
    }
    services.stop();
    fetcher_.stop();
    co_await services.ended();
    if (failure) std::rethrow_exception(failure);
}

} // namespace arna
