#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace arna {

/// Runs `work()` on another executor (the pool, the store thread) and resumes the caller on its own one with what it
/// returned or threw. `work` owns what it needs: it may outlive the caller's frame only by value. It cannot be
/// cancelled once posted; whoever shuts down waits for it.
template <class Work>
boost::asio::awaitable<std::invoke_result_t<Work&>> run_on(boost::asio::any_io_executor target, Work work) {
    namespace asio = boost::asio;
    using Returned = std::invoke_result_t<Work&>;
    constexpr bool returns_nothing = std::is_void_v<Returned>;
    using Value = std::conditional_t<returns_nothing, std::monostate, Returned>;

    auto initiate = [](auto handler, const asio::any_io_executor& on, Work job) {
        auto back = asio::prefer(asio::get_associated_executor(handler), asio::execution::outstanding_work.tracked);
        asio::post(on, [handler = std::move(handler), back = std::move(back), job = std::move(job)]() mutable {
            std::exception_ptr failure;
            std::optional<Value> value;
            try {
                if constexpr (returns_nothing) {
                    job();
                    value.emplace();
                } else {
                    value.emplace(job());
                }
            } catch (...) {
                failure = std::current_exception();
            } // rethrown in the caller
            asio::post(back, [handler = std::move(handler), failure, value = std::move(value)]() mutable {
                std::move(handler)(failure, std::move(value));
            });
        });
    };
    auto value =
        co_await asio::async_initiate<const asio::use_awaitable_t<>, void(std::exception_ptr, std::optional<Value>)>(
            initiate, asio::use_awaitable, std::move(target), std::move(work));
    if constexpr (!returns_nothing) co_return std::move(*value);
}

} // namespace arna
