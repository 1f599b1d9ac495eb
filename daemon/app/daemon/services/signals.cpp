#include "daemon/app/daemon/services/signals.hpp"

#include "daemon/log/events.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <csignal>
#include <utility>

namespace arna {

namespace asio = boost::asio;

Signals::Signals(asio::any_io_executor io, Meaning meaning)
    : LoopService(io), meaning_(std::move(meaning)), signals_(io, SIGTERM, SIGINT, SIGHUP) {}

asio::awaitable<void> Signals::run() {
    while (true) {
        const auto [cancelled, number] = co_await signals_.async_wait(asio::as_tuple(asio::use_awaitable));
        if (cancelled) co_return;
        if (number == SIGHUP) {
            meaning_.reload();
        } else {
            log(events::stopping, {{"signal", number == SIGTERM ? "SIGTERM" : "SIGINT"}});
            meaning_.end();
        }
    }
}

} // namespace arna
