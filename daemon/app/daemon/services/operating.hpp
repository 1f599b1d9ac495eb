#pragma once
#include "daemon/app/engine/engine.hpp"
#include "daemon/app/engine/service.hpp"
#include "daemon/history/history_jobs.hpp"
#include "daemon/http/site/routes.hpp"
#include "daemon/operations/activity/activity.hpp"
#include "daemon/operations/metrics/metrics.hpp"
#include "daemon/operations/status.hpp"

#include <boost/asio/steady_timer.hpp>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace arna {

class ConfigurationInForce;

/// What an operator sees of the running service: counts what it does, saves the counts every minute, warns when polls
/// are late, the store is busy or the disk is nearly full, and makes the admin pages. Ends last, so that it counts all.
class Operating : public LoopService {
public:
    /// What it looks at; all of it outlives it.
    struct Parts {
        Scheduler& scheduler;
        HistoryJobs& history;
        const Documents& documents;
        const Server& public_server;
        const ConfigurationInForce& configuration;
        std::function<bool()> is_ready;
        std::function<std::optional<Time>()> last_backup = {}; ///< as MetricFigures::last_backup
        std::function<TreeStanding()> tree = {};
        std::function<std::string()> more_metrics = {}; ///< lines of /metrics about other parts
    };

    /// `state`: the directory of the store.
    Operating(Engine& engine, std::filesystem::path state);

    /// Before start().
    void observe(Parts parts) { parts_.emplace(std::move(parts)); }
    /// Goes on from the counts that were saved. Before anything is counted.
    boost::asio::awaitable<void> load();

    [[nodiscard]] Activity& activity() { return activity_; }
    [[nodiscard]] Time now() const { return engine_.clock().now(); }
    [[nodiscard]] std::shared_ptr<const LiveStatus> live() const;
    /// The pages; they may be asked for once observe() was called.
    [[nodiscard]] AdminTexts texts();

    void stop() override;
    boost::asio::awaitable<void> ended() override;

private:
    boost::asio::awaitable<void> run() override;
    boost::asio::awaitable<void> look();
    boost::asio::awaitable<void> look_at_store();
    void look_at_polls();
    bool look_at_disk(); ///< whether it has just become low
    boost::asio::awaitable<void> note_disk_low();
    void tell_service_manager();
    boost::asio::awaitable<std::string> status(std::string (*write)(const ServiceStatus&));
    boost::asio::awaitable<std::string> feed();
    boost::asio::awaitable<std::string> metrics();

    Engine& engine_;
    std::filesystem::path state_;
    Activity activity_;
    std::optional<Parts> parts_;
    boost::asio::steady_timer timer_;
    Time started_;
    std::string told_; ///< to the service manager
    bool are_polls_late_ = false, is_store_busy_ = false, is_disk_low_ = false;
    bool is_stopping_ = false;
};

} // namespace arna
