#include "daemon/async/run_on.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>

namespace arna {

namespace asio = boost::asio;

asio::awaitable<void> call_on(asio::any_io_executor target, std::function<void()> job) {
    // The handler owns the frames of the coroutines that wait; it travels with the job and back.
    auto initiate = [](auto handler, const asio::any_io_executor& on, std::function<void()> called) {
        auto back = asio::prefer(asio::get_associated_executor(handler), asio::execution::outstanding_work.tracked);
        asio::post(on, [handler = std::move(handler), back = std::move(back), called = std::move(called)]() mutable {
            std::exception_ptr failure;
            try {
                called();
            } catch (...) {
                failure = std::current_exception();
            } // rethrown in the caller
            asio::post(back, [handler = std::move(handler), failure]() mutable { std::move(handler)(failure); });
        });
    };
    co_await asio::async_initiate<const asio::use_awaitable_t<>, void(std::exception_ptr)>(
        initiate, asio::use_awaitable, std::move(target), std::move(job));
}

} // namespace arna
