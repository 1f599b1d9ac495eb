#pragma once
#include "daemon/async/home_thread.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <functional>
#include <memory>

namespace arna {

/// A moment after which `expire` is called, once. Moving it is cheap: a later moment only notes it, and the timer that
/// runs for the earlier one is set again when it fires. Lives on the io thread; when it is destroyed nothing is called
/// any more.
class Deadline {
public:
    using Clock = std::chrono::steady_clock;

    Deadline(boost::asio::any_io_executor io, std::function<void()> expire);
    ~Deadline();
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;

    /// Not called before this again.
    void set(std::chrono::milliseconds from_now);
    void clear() { at_ = Clock::time_point::max(); }

private:
    void wait();
    void fired();

    HomeThread home_;
    boost::asio::steady_timer timer_;
    std::function<void()> expire_;
    Clock::time_point at_ = Clock::time_point::max();
    Clock::time_point armed_for_ = Clock::time_point::max(); ///< when the timer fires; max: it does not run
    std::shared_ptr<Deadline*> self_;                        ///< null inside once it is destroyed
};

} // namespace arna
