#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <chrono>
#include <functional>
#include <future>
#include <stdexcept>
#include <thread>
#include <utility>

namespace arna {

/// An io thread for a test. Whatever lives on it is made, used and destroyed by what is given to run().
class IoThread {
public:
    IoThread();
    ~IoThread();
    IoThread(const IoThread&) = delete;
    IoThread& operator=(const IoThread&) = delete;

    [[nodiscard]] boost::asio::any_io_executor executor() { return context_.get_executor(); }

    /// Runs it on the thread and waits for its end.
    void run(const std::function<void()>& work);

    /// Starts it on the thread; take(…) waits for what it gives.
    template <class Value>
    std::future<Value> start(boost::asio::awaitable<Value> work) {
        return boost::asio::co_spawn(context_, std::move(work), boost::asio::use_future);
    }
    template <class Value>
    Value run(boost::asio::awaitable<Value> work) {
        return take(start(std::move(work)));
    }

    /// What a future gives; throws when it takes longer than twenty seconds.
    template <class Value>
    static Value take(std::future<Value> value) {
        if (value.wait_for(std::chrono::seconds(60)) != std::future_status::ready) {
            throw std::runtime_error("it does not end");
        }
        return value.get();
    }

private:
    boost::asio::io_context context_;
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
    std::thread thread_;
};

} // namespace arna
