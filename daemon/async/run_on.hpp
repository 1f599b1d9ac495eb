#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

namespace arna {

/// Calls `job` on another executor and resumes the caller on its own one, with what it threw. The caller's frame lives
/// until then, so `job` may refer to it. It cannot be cancelled once posted; whoever shuts down waits for it.
boost::asio::awaitable<void> call_on(boost::asio::any_io_executor target, std::function<void()> job);

/// Runs `work()` on another executor (the pool, the store thread) and resumes the caller on its own one with what it
/// returned or threw. `work` may refer to the caller's frame.
/// It is call_on() with a place for the result.
template <class Work>
boost::asio::awaitable<std::invoke_result_t<Work&>> run_on(boost::asio::any_io_executor target, Work work) {
    using Returned = std::invoke_result_t<Work&>;
    if constexpr (std::is_void_v<Returned>) {
        co_await call_on(std::move(target), [&work] { work(); });
    } else {
        std::optional<Returned> value;
        co_await call_on(std::move(target), [&work, &value] { value.emplace(work()); });
        co_return std::move(*value);
    }
}

} // namespace arna
