#include "daemon/async/task.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <cassert>
#include <utility>

namespace arna {

namespace asio = boost::asio;

Task::Task(asio::any_io_executor io) : end_(std::move(io), asio::steady_timer::time_point::max()) {}

Task::~Task() { assert(!is_running_); }

void Task::start(asio::awaitable<void> work, std::function<void(std::exception_ptr)> failed) {
    assert(home_.is_here() && !is_running_);
    is_running_ = true;
    asio::co_spawn(end_.get_executor(), std::move(work),
                   [this, failed = std::move(failed)](const std::exception_ptr& failure) {
                       is_running_ = false;
                       end_.cancel();
                       if (failure) failed(failure);
                   });
}

asio::awaitable<void> Task::ended() {
    assert(home_.is_here());
    while (is_running_) co_await end_.async_wait(asio::as_tuple(asio::use_awaitable));
}

} // namespace arna
