#pragma once
#include "daemon/app/command/table/arguments.hpp"
#include "daemon/app/daemon/configuration_in_force.hpp"
#include "daemon/app/engine/engine.hpp"
#include "daemon/app/engine/service.hpp"
#include "daemon/control/server.hpp"
#include "daemon/poll/scheduler.hpp"

#include <boost/asio/thread_pool.hpp>

#include <filesystem>
#include <variant>

namespace arna {

struct Command;

/// Answers commands on the control socket (docs/control.md) as the command line would without a daemon: it may be asked
/// whatever reads the store, for polls and for a reload. Lives on the io thread; the store is read on threads of its
/// own, so that a caller who reads slowly delays no poll.
class Control : public Service {
public:
    Control(Engine& engine, ConfigurationInForce& configuration, Scheduler& scheduler, const Config& config);
    ~Control() override;

    /// Where no socket can be made that is logged, and everything else goes on.
    Result<void> start(ServiceFailed failed) override;
    void stop() override;
    boost::asio::awaitable<void> ended() override;

private:
    using Ending = std::variant<ControlEnd, ControlError>;

    boost::asio::awaitable<Ending> answer(ControlCall call, ControlReply& reply);
    boost::asio::awaitable<Ending> ask(const Command& command, Arguments arguments, ControlReply& reply);
    boost::asio::awaitable<Ending> accept(std::string source, ControlReply& reply);
    boost::asio::awaitable<Ending> poll(Arguments arguments, ControlReply& reply);

    boost::asio::awaitable<Ending> reload(ControlReply& reply);

    Engine& engine_;
    ConfigurationInForce& configuration_;
    Scheduler& scheduler_;
    std::filesystem::path socket_;
    boost::asio::thread_pool readers_{2};
    ControlServer server_;
    bool is_listening_ = false;
};

} // namespace arna
