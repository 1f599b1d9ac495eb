#pragma once
#include "daemon/app/engine/service.hpp"
#include "daemon/store/store_thread.hpp"

#include <boost/asio/steady_timer.hpp>

namespace arna {

/// Tells a service manager that watches us that we are alive: the io thread if this runs, the store thread if it
/// answers.
class Watchdog : public LoopService {
public:
    Watchdog(boost::asio::any_io_executor io, StoreThread& store);

    void stop() override;

private:
    boost::asio::awaitable<void> run() override;

    StoreThread& store_;
    boost::asio::steady_timer timer_;
    bool is_stopping_ = false;
};

} // namespace arna
