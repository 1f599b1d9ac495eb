#include "daemon/app/daemon/services/polling.hpp"

#include <boost/asio/use_awaitable.hpp>

namespace arna {

boost::asio::awaitable<void> Polling::ended() {
    co_await LoopService::ended();
    co_await scheduler_.run(); // stopped: returns when the visits of poll_once() have ended
}

} // namespace arna
