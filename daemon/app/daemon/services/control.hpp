#pragma once
#include "daemon/app/command/table/arguments.hpp"
#include "daemon/app/daemon/configuration_in_force.hpp"
#include "daemon/app/daemon/services/operating.hpp"
#include "daemon/app/engine/engine.hpp"
#include "daemon/app/engine/service.hpp"
#include "daemon/async/worker_pool.hpp"
#include "daemon/control/server.hpp"
#include "daemon/poll/scheduler/scheduler.hpp"
#include "daemon/publish/subscribers.hpp"

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <variant>

namespace arna {

struct Command;

/// Answers commands on the control socket (docs/control.md) as the command line would without a daemon: it may be asked
/// whatever reads the store, for polls, tokens, upkeep and a reload. Lives on the io thread; the store is read on
/// threads of its
/// own, so that a caller who reads slowly delays no poll.
class Control : public Service {
public:
    Control(Engine& engine, ConfigurationInForce& configuration, Scheduler& scheduler, PageQueue& pages,
            Subscribers& subscribers, Operating& operating);
    ~Control() override;

    /// Where no socket can be made that is logged, and everything else goes on.
    Result<void> start(ServiceFailed failed) override;
    void stop() override;
    boost::asio::awaitable<void> ended() override;

private:
    using Ending = std::variant<ControlEnd, ControlError>;

    boost::asio::awaitable<Ending> answer(ControlCall call, ControlReply& reply);
    boost::asio::awaitable<Ending> ask(const Command& command, Arguments arguments,
                                       std::shared_ptr<const LoadedConfig> loaded, ControlReply& reply);
    boost::asio::awaitable<Ending> accept(std::string source, ControlReply& reply);
    boost::asio::awaitable<Ending> poll(Arguments arguments, ControlReply& reply);
    boost::asio::awaitable<Ending> token(Arguments arguments, ControlReply& reply);
    boost::asio::awaitable<Ending> reload(ControlReply& reply);
    /// Of what reads or writes all of the store, one of a kind at a time.
    boost::asio::awaitable<Ending> one_at_a_time(std::string what, boost::asio::awaitable<Ending> work);

    Engine& engine_;
    ConfigurationInForce& configuration_;
    Scheduler& scheduler_;
    PageQueue& pages_;
    Subscribers& subscribers_;
    Operating& operating_;
    std::filesystem::path state_, socket_;
    WorkerPool readers_{4}; ///< a backup and a check may take two of them for long
    ControlServer server_;
    bool is_listening_ = false;
    std::set<std::string> running_; ///< of one_at_a_time()
};

} // namespace arna
