#include "daemon/app/daemon/services/reading_pages.hpp"

#include "daemon/poll/scheduler/scheduler.hpp"

#include <boost/asio/use_awaitable.hpp>

namespace arna {

ReadingPages::ReadingPages(Engine& engine, Scheduler& scheduler, std::uint64_t seed,
                           std::function<void(const PageReport&)> finished)
    : LoopService(engine.io()),
      queue_(engine.poll_services(), engine.robots(), scheduler.reading(), engine.changes(), seed,
             std::move(finished)) {}

boost::asio::awaitable<void> ReadingPages::ended() {
    co_await LoopService::ended();
    co_await queue_.run(); // stopped: returns when what run_once() asked for has ended
}

} // namespace arna
