#include "daemon/http/deadline.hpp"

#include <cassert>
#include <utility>

namespace arna {

Deadline::Deadline(boost::asio::any_io_executor io, std::function<void()> expire)
    : timer_(std::move(io)), expire_(std::move(expire)), self_(std::make_shared<Deadline*>(this)) {}

Deadline::~Deadline() { *self_ = nullptr; }

void Deadline::set(std::chrono::milliseconds from_now) {
    assert(home_.is_here());
    at_ = Clock::now() + from_now;
    if (at_ < armed_for_) wait();
}

void Deadline::wait() {
    armed_for_ = at_;
    timer_.expires_at(at_); // ends a wait for a later moment
    timer_.async_wait([self = self_](const boost::system::error_code& cancelled) {
        if (!cancelled && *self != nullptr) (*self)->fired();
    });
}

void Deadline::fired() {
    armed_for_ = Clock::time_point::max();
    if (at_ == Clock::time_point::max()) return;
    if (Clock::now() < at_) {
        wait();
        return;
    }
    at_ = Clock::time_point::max();
    expire_();
}

} // namespace arna
