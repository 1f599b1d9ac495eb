#include "daemon/async/memory_gate.hpp"

#include "daemon/async/home_thread.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <cassert>
#include <deque>
#include <utility>

namespace arna {

namespace asio = boost::asio;

struct MemoryGate::State : std::enable_shared_from_this<State> {
    State(asio::any_io_executor its_executor, std::size_t its_total)
        : executor(std::move(its_executor)), total(its_total) {}

    /// A place in the queue; lives in the frame that waits, which may go before it is called, or before it hears of it.
    struct Waiting {
        Waiting(State& its_state, std::size_t its_bytes)
            : state(its_state), bytes(its_bytes), called(state.executor, asio::steady_timer::time_point::max()) {
            state.waiting.push_back(this);
        }
        Waiting(const Waiting&) = delete;
        Waiting& operator=(const Waiting&) = delete;
        ~Waiting() { std::erase(state.waiting, this); }

        State& state;
        std::size_t bytes;
        Pass pass;
        asio::steady_timer called; ///< cancelled when the pass is there
    };

    [[nodiscard]] Pass take(std::size_t bytes) {
        assert(home.is_here());
        left -= bytes;
        return {shared_from_this(), bytes};
    }

    void give(std::size_t bytes) {
        assert(home.is_here());
        left += bytes;
        while (!waiting.empty() && waiting.front()->bytes <= left) {
            auto& next = *waiting.front();
            waiting.pop_front();
            next.pass = take(next.bytes);
            next.called.cancel();
        }
    }

    HomeThread home;
    asio::any_io_executor executor;
    std::size_t total;
    std::size_t left = total;
    std::deque<Waiting*> waiting;
};

MemoryGate::Pass& MemoryGate::Pass::operator=(Pass&& other) noexcept {
    std::swap(state_, other.state_);
    std::swap(bytes_, other.bytes_);
    return *this;
}

void MemoryGate::Pass::give_back() {
    if (state_) state_->give(bytes_);
}

MemoryGate::MemoryGate(asio::any_io_executor executor, std::size_t total)
    : state_(std::make_shared<State>(std::move(executor), total)) {}

asio::awaitable<MemoryGate::Pass> MemoryGate::enter(std::size_t bytes) {
    const auto state = state_;
    bytes = std::min(bytes, state->total);
    if (state->waiting.empty() && bytes <= state->left) co_return state->take(bytes);
    State::Waiting waiting(*state, bytes);
    boost::system::error_code cancelled;
    co_await waiting.called.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    co_return std::move(waiting.pass);
}

} // namespace arna
