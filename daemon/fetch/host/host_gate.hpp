#pragma once
#include "daemon/async/home_thread.hpp"
#include "daemon/fetch/address_guard.hpp"
#include "daemon/fetch/host/host_slots.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace arna {

/// The one way to a host (docs/polling.md): every request, whatever it is for, waits here for its turn. What waits
/// costs a few hundred bytes and takes nothing from anybody. Lives on the thread of its executor, where every method is
/// called.
class HostGate {
    class State;

public:
    /// How somebody asks to be let through.
    struct Manner {
        bool is_doubtful = false; ///< failed last time: hosts that hang must not take all slots
        bool is_urged = false;    ///< goes although the host asked to be left alone, as an operator may
        bool is_patient = false;  ///< lets everybody go before who is not, whenever they come
    };

    /// Why somebody is not let through.
    struct Refusal {
        std::chrono::milliseconds
            held{}; ///< how long the host asked to be left alone from now on; zero: the gate closed
    };

    /// Somebody's turn: a slot of the whole, and one of the host until its request is over. Given back at the end of
    /// life, which may be after the gate's.
    class Turn {
    public:
        Turn() = default;
        Turn(Turn&& other) noexcept
            : state_(std::move(other.state_)), ticket_(std::exchange(other.ticket_, HostSlots::Ticket())) {}
        Turn& operator=(Turn&& other) noexcept;
        ~Turn() { give_back(); }

        [[nodiscard]] explicit operator bool() const { return state_ != nullptr; }
        /// The request is over, what comes of it is not.
        void leave_host();
        /// Gives all back, and keeps the place in the order for the next queue().
        void step_back();

    private:
        friend class State;
        friend class HostGate;
        Turn(std::shared_ptr<State> state, HostSlots::Ticket ticket) : state_(std::move(state)), ticket_(ticket) {}
        void give_back();

        std::shared_ptr<State> state_;
        HostSlots::Ticket ticket_ = 0;
    };
    using Admission = std::expected<Turn, Refusal>;

    /// A place in the queue, left at the end of life.
    class Place {
    public:
        Place() = default;
        Place(Place&& other) noexcept
            : state_(std::move(other.state_)), ticket_(std::exchange(other.ticket_, HostSlots::Ticket())) {}
        Place& operator=(Place&& other) noexcept;
        ~Place() { leave(); }

    private:
        friend class HostGate;
        Place(std::weak_ptr<State> state, HostSlots::Ticket ticket) : state_(std::move(state)), ticket_(ticket) {}
        void leave();

        std::weak_ptr<State> state_;
        HostSlots::Ticket ticket_ = 0;
    };

    using Called = std::move_only_function<void(Admission)>;

    /// `now` is the clock that holds are counted on. Hosts in the networks that `guard` was told to allow, as literal
    /// addresses, are the operator's own: they are not spaced. The guard outlives the gate.
    HostGate(boost::asio::any_io_executor executor, HostSlots::Options options, const AddressGuard& guard,
             std::function<HostSlots::Time()> now);
    ~HostGate(); ///< who still waits is not called
    HostGate(const HostGate&) = delete;
    HostGate& operator=(const HostGate&) = delete;

    /// Calls `called` when it may ask the host of `url`, or not at all; never before this returns.
    [[nodiscard]] Place queue(const std::string& url, Manner manner, Called called);

    /// The same for a coroutine. With a `turn` that stepped back it gets that one's place in the order.
    boost::asio::awaitable<Admission> enter(std::string url, Manner manner, Turn turn);

    /// Nobody who is not urged goes to the host of `url` for so long; who waits for it is refused. Requires: somebody
    /// has his turn there.
    void hold(const std::string& url, std::chrono::milliseconds time);

    /// Refuses everybody from now on.
    void stop();

private:
    std::shared_ptr<State> state_;
};

/// What counts as one host: its name in lower case, in ASCII and without a final dot, and the port unless that is 80 or
/// 443.
[[nodiscard]] std::string host_key(const std::string& url);

} // namespace arna
