#pragma once
#include "config/load.hpp"
#include "daemon/app/daemon/reload_plan.hpp"
#include "daemon/app/daemon/services/digesting.hpp"
#include "daemon/app/daemon/services/publishing.hpp"
#include "daemon/app/daemon/services/store/retention.hpp"
#include "daemon/app/engine/engine.hpp"
#include "daemon/app/engine/service.hpp"
#include "daemon/app/exit_status.hpp"
#include "daemon/async/task.hpp"
#include "daemon/history/history_jobs.hpp"
#include "daemon/operations/metrics/metrics.hpp"
#include "daemon/pages/page_queue.hpp"
#include "daemon/poll/scheduler/scheduler.hpp"
#include "daemon/tree/tree.hpp"

#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace arna {

/// What a reload came to.
struct ReloadVerdict {
    ExitStatus status = ExitStatus::done;
    std::vector<Diagnostic> diagnostics; ///< of the files
    std::vector<ReloadAction> plan;      ///< what was done
    std::string failure;                 ///< of the store; empty: none
};

/// The configuration that the daemon works by, and its reload. A new one is built aside and swapped whole; on an error
/// the old one goes on. Lives on the io thread.
class ConfigurationInForce : public Service {
public:
    /// Who gets a new configuration.
    struct Followers {
        Scheduler& scheduler;
        PageQueue& pages;
        HistoryJobs& history;
        Publishing& publishing;
        Tree& tree;
        Retention& retention;
        Digesting& digesting;
    };
    ConfigurationInForce(Engine& engine, Followers followers, LoadedConfig loaded, LoadRequest request);

    /// Takes over the configuration it was made with. Throws StoreFailure.
    boost::asio::awaitable<void> take_over_first();

    /// Has the store remember the authority that take_over_first() found, where it is a new one. Apart from it, for a
    /// start that is refused must not change the ids of the feeds. Throws StoreFailure.
    boost::asio::awaitable<void> remember_authority();

    /// Loads the configuration again and takes it over. One reload at a time: what is asked meanwhile is one more at
    /// its end.
    void reload();

    /// The same, and waits for it; a reload that already runs may have read the files too early and is not the one.
    boost::asio::awaitable<ReloadVerdict> reload_and_tell();

    /// What holds now; a reload replaces it and leaves this one as it is.
    [[nodiscard]] std::shared_ptr<const LoadedConfig> in_force() const { return loaded_; }

    [[nodiscard]] bool is_loaded() const { return is_loaded_; }
    [[nodiscard]] const ReloadCounters& counters() const { return counters_; }
    /// "12 sources, 3 tags"
    [[nodiscard]] std::string summary() const;

    Result<void> start(ServiceFailed failed) override;
    void stop() override { is_stopping_ = true; }
    boost::asio::awaitable<void> ended() override { return reloading_.ended(); }

private:
    boost::asio::awaitable<void> reload_while_asked();
    boost::asio::awaitable<ReloadVerdict> reload_once();
    boost::asio::awaitable<void> take_over(LoadedConfig loaded);
    boost::asio::awaitable<void> settle_authority(DaemonConfig& config);
    void count(const ReloadVerdict& verdict);

    Engine& engine_;
    Followers followers_;
    LoadRequest request_;
    std::shared_ptr<const LoadedConfig> loaded_;
    ServiceFailed failed_;
    Task reloading_;
    boost::asio::steady_timer round_;     ///< cancelled when a reload has ended
    std::uint64_t begun_ = 0, ended_ = 0; ///< reloads
    ReloadVerdict verdict_;               ///< of the last one
    ReloadCounters counters_;
    std::optional<std::string> unremembered_; ///< an authority that is in force and not in the store yet
    bool is_asked_ = false;
    bool is_loaded_ = false;
    bool is_stopping_ = false;
};

} // namespace arna
