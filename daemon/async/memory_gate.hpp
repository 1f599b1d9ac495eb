#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <memory>
#include <utility>

namespace arna {

/// Lets work begin when there is memory for it, in the order of arrival. On one thread, that of `executor`.
class MemoryGate {
    struct State;

public:
    /// The memory of one piece of work; given back when it is destroyed, also after the gate.
    class Pass {
    public:
        Pass() = default;
        Pass(std::shared_ptr<State> state, std::size_t bytes) : state_(std::move(state)), bytes_(bytes) {}
        Pass(Pass&&) = default;
        Pass& operator=(Pass&& other) noexcept;
        ~Pass() { give_back(); }

    private:
        void give_back();

        std::shared_ptr<State> state_;
        std::size_t bytes_ = 0;
    };

    /// `total` is what all passes may hold together.
    MemoryGate(boost::asio::any_io_executor executor, std::size_t total);

    /// Waits until so many bytes are free. A request above the total waits until nothing else is held.
    [[nodiscard]] boost::asio::awaitable<Pass> enter(std::size_t bytes);

private:
    std::shared_ptr<State> state_;
};

} // namespace arna
