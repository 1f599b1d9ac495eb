#pragma once
#include "daemon/app/engine/engine.hpp"
#include "daemon/app/engine/service.hpp"
#include "daemon/poll/scheduler/scheduler.hpp"

#include <functional>
#include <utility>

namespace arna {

/// The scheduler. Where it is not started it polls only what poll_once() asks for.
class Polling : public LoopService {
public:
    /// `finished` hears of every visit that ended.
    Polling(Engine& engine, const PollOptions& options, std::function<void(const PollReport&)> finished)
        : LoopService(engine.io()),
          scheduler_(engine.poll_services(), options, engine.changes(), std::move(finished)) {}

    [[nodiscard]] Scheduler& scheduler() { return scheduler_; }

    void stop() override { scheduler_.stop(); }
    boost::asio::awaitable<void> ended() override;

private:
    boost::asio::awaitable<void> run() override { return scheduler_.run(); }

    Scheduler scheduler_;
};

} // namespace arna
