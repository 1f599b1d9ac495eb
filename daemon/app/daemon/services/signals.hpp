#pragma once
#include "daemon/app/engine/service.hpp"

#include <boost/asio/signal_set.hpp>

#include <functional>

namespace arna {

/// What the operator's signals mean: SIGHUP reloads, SIGTERM and SIGINT end. Listens from its construction on.
class Signals : public LoopService {
public:
    struct Meaning {
        std::function<void()> reload, end;
    };
    Signals(boost::asio::any_io_executor io, Meaning meaning);

    void stop() override { signals_.cancel(); }

private:
    boost::asio::awaitable<void> run() override;

    Meaning meaning_;
    boost::asio::signal_set signals_;
};

} // namespace arna
