#pragma once
#include "daemon/async/home_thread.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <exception>
#include <functional>

namespace arna {

/// A coroutine that runs beside its owner and that the owner waits for before it goes. Lives on the thread of `io`.
class Task {
public:
    explicit Task(boost::asio::any_io_executor io);
    ~Task(); ///< Requires: it never began, or has ended.
    Task(const Task&) = delete;
    Task& operator=(const Task&) = delete;

    /// Starts `work`. `failed` gets the exception that leaves it, if one does. Requires: nothing runs.
    void start(boost::asio::awaitable<void> work, std::function<void(std::exception_ptr)> failed);

    [[nodiscard]] bool is_running() const { return is_running_; }

    /// Waits until nothing runs.
    boost::asio::awaitable<void> ended();

private:
    HomeThread home_;
    bool is_running_ = false;
    boost::asio::steady_timer end_; ///< never expires; cancelled at the end
};

} // namespace arna
