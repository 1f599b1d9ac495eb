#pragma once
#include "daemon/async/home_thread.hpp"
#include "daemon/async/task.hpp"
#include "feeds/text/error.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <exception>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace arna {

/// Hears of an exception that left a service: a bug, which ends the program.
using ServiceFailed = std::function<void(std::exception_ptr)>;

/// A part of the program that works on its own between start and end. Lives on the io thread.
class Service {
public:
    Service() = default;
    virtual ~Service() = default;
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    /// Begins to work. An error ends the program; its message says what could not be done.
    virtual Result<void> start(ServiceFailed failed) = 0;

    /// Accepts and begins nothing more, cancels its timers, aborts what may be aborted. Does not wait. Also called for
    /// a service that never started.
    virtual void stop() = 0;

    /// Waits until nothing of it runs. Called once, after stop() of all services.
    virtual boost::asio::awaitable<void> ended() = 0;

protected:
    [[nodiscard]] bool on_io() const { return home_.is_here(); } ///< for assertions

private:
    HomeThread home_;
};

/// A service that is one coroutine.
class LoopService : public Service {
public:
    explicit LoopService(boost::asio::any_io_executor io) : task_(std::move(io)) {}

    Result<void> start(ServiceFailed failed) override;
    boost::asio::awaitable<void> ended() override { return task_.ended(); }

private:
    /// Runs until stop().
    virtual boost::asio::awaitable<void> run() = 0;

    Task task_;
};

/// Services in the order in which they start; they end in reverse, so that each may use those before it.
class Services {
public:
    /// Makes a service and appends it. It lives as long as the list.
    template <class S, class... Arguments>
    S& add(Arguments&&... arguments) {
        auto service = std::make_unique<S>(std::forward<Arguments>(arguments)...);
        S& made = *service;
        services_.push_back(std::move(service));
        return made;
    }

    Services() = default;
    ~Services();
    Services(const Services&) = delete;
    Services& operator=(const Services&) = delete;

    /// Starts them up to the first that cannot, whose error it gives.
    [[nodiscard]] Result<void> start(const ServiceFailed& failed);

    /// Stops all, the last first; safe to call twice.
    void stop();

    /// Waits for all, the last first.
    boost::asio::awaitable<void> ended();

private:
    std::vector<std::unique_ptr<Service>> services_;
};

} // namespace arna
