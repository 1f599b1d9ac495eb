#pragma once
#include "daemon/async/home_thread.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <exception>

namespace arna {

/// Lets any part of the daemon ask for its end. Lives on the io thread.
class Ending {
public:
    explicit Ending(boost::asio::any_io_executor io);

    void ask();
    /// A service broke: asked() throws this.
    void fail(std::exception_ptr failure);

    [[nodiscard]] bool is_asked() const { return is_asked_; }

    /// Waits until the end is asked for.
    boost::asio::awaitable<void> asked();

private:
    HomeThread home_;
    bool is_asked_ = false;
    std::exception_ptr failure_;
    boost::asio::steady_timer asked_; ///< never expires; cancelled when the end is asked for
};

} // namespace arna
