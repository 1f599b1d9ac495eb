#include "daemon/app/daemon/ending.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <cassert>
#include <utility>

namespace arna {

namespace asio = boost::asio;

Ending::Ending(asio::any_io_executor io) : asked_(std::move(io), asio::steady_timer::time_point::max()) {}

void Ending::ask() {
    assert(home_.is_here());
    is_asked_ = true;
    asked_.cancel();
}

void Ending::fail(std::exception_ptr failure) {
    if (!failure_) failure_ = std::move(failure);
    ask();
}

asio::awaitable<void> Ending::asked() {
    while (!is_asked_) co_await asked_.async_wait(asio::as_tuple(asio::use_awaitable));
    if (failure_) std::rethrow_exception(failure_);
}

} // namespace arna
