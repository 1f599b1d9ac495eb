#pragma once
#include "daemon/app/engine/engine.hpp"
#include "daemon/app/engine/service.hpp"
#include "daemon/history/history_jobs.hpp"

#include <functional>

namespace arna {

/// Works over the stored history: matches it again after a rule changed. Other jobs may be started beside.
class HistoryWork : public LoopService {
public:
    /// `stored` hears of each slice that was stored.
    explicit HistoryWork(Engine& engine, std::function<void(const SliceResult&)> stored = {});

    [[nodiscard]] HistoryJobs& jobs() { return jobs_; }

    void stop() override { jobs_.stop(); }

private:
    boost::asio::awaitable<void> run() override { return jobs_.run(); }

    HistoryJobs jobs_;
};

} // namespace arna
