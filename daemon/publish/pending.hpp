#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <memory>
#include <optional>
#include <utility>

namespace arna {

/// A value that one coroutine makes and any number wait for. All of them run on `io`, which has one thread.
template <class Value>
class Pending {
public:
    explicit Pending(boost::asio::any_io_executor io)
        : done_(std::move(io), boost::asio::steady_timer::time_point::max()) {}

    void succeed(Value value) {
        value_ = std::move(value);
        done_.cancel();
    }

    void fail(std::exception_ptr failure) {
        failure_ = std::move(failure);
        done_.cancel();
    }

    /// The value, or the failure thrown. Shares the ownership, so that its maker may drop it.
    static boost::asio::awaitable<Value> wait(std::shared_ptr<Pending> pending) {
        while (!pending->value_ && !pending->failure_) {
            co_await pending->done_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
        }
        if (pending->failure_) std::rethrow_exception(pending->failure_);
        co_return *pending->value_;
    }

private:
    boost::asio::steady_timer done_; // never expires; its waits end when it is cancelled
    std::optional<Value> value_;
    std::exception_ptr failure_;
};

} // namespace arna
