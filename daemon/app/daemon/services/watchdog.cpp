#include "daemon/app/daemon/services/watchdog.hpp"

#include "daemon/app/daemon/service_manager.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace arna {

namespace asio = boost::asio;

Watchdog::Watchdog(asio::any_io_executor io, StoreThread& store)
    : LoopService(io), store_(store), timer_(std::move(io)) {}

void Watchdog::stop() {
    is_stopping_ = true;
    timer_.cancel();
}

asio::awaitable<void> Watchdog::run() {
    const auto patience = service_manager::watchdog();
    while (patience && !is_stopping_) {
        co_await store_.run([](Store&) {});
        service_manager::alive();
        timer_.expires_after(*patience / 2);
        co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

} // namespace arna
