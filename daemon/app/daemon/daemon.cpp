#include "daemon/app/daemon/daemon.hpp"

#include "daemon/app/daemon/configuration_in_force.hpp"
#include "daemon/app/daemon/ending.hpp"
#include "daemon/app/daemon/service_manager.hpp"
#include "daemon/app/daemon/services/control.hpp"
#include "daemon/app/daemon/services/digesting.hpp"
#include "daemon/app/daemon/services/operating.hpp"
#include "daemon/app/daemon/services/polling.hpp"
#include "daemon/app/daemon/services/publishing.hpp"
#include "daemon/app/daemon/services/reading_pages.hpp"
#include "daemon/app/daemon/services/servers.hpp"
#include "daemon/app/daemon/services/signals.hpp"
#include "daemon/app/daemon/services/store/backups.hpp"
#include "daemon/app/daemon/services/store/history_work.hpp"
#include "daemon/app/daemon/services/store/retention.hpp"
#include "daemon/app/daemon/services/store/search_filling.hpp"
#include "daemon/app/daemon/services/tree_writing.hpp"
#include "daemon/app/daemon/services/watchdog.hpp"
#include "daemon/app/engine/engine.hpp"
#include "daemon/app/engine/open_store.hpp"
#include "daemon/app/version.hpp"
#include "daemon/app/wiring/wiring.hpp"
#include "daemon/log/events.hpp"
#include "daemon/pages/page_metrics.hpp"

#include <chrono>
#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;

/// A large database is copied and taken over after an upgrade.
constexpr std::chrono::hours longest_start{1};

/// Tells why there is no start, as the log of this configuration is written. Its status.
ExitStatus cannot_start(const Config& config, const CommandError& error) {
    if (config.daemon.log_format != LogFormat::json) return report(error);
    log(events::start_failed, {{"where", error.where}, {"what", error.what}});
    return error.status;
}

/// As MetricFigures::last_backup.
std::optional<Time> last_copy(const BackupState& state) {
    return state.is_on ? std::optional(state.succeeded.value_or(Time{})) : std::nullopt;
}

TreeStanding standing_of(const TreeStatus& tree) {
    return {.directory = tree.directory, .files = tree.files, .error = tree.error};
}

/// Everything that runs, in the order in which it starts.
class Daemon {
public:
    Daemon(Engine& engine, LoadedConfig loaded, const LoadRequest& request)
        : engine_(engine), ending_(engine.io()), configuration_(build(engine, std::move(loaded), request)) {}

    [[nodiscard]] Services& services() { return services_; }

    /// Loads, starts, and waits until the end is asked for.
    asio::awaitable<ExitStatus> run() {
        co_await configuration_.take_over_first();
        if (const auto opened = tree_->open(); !opened) {
            const auto in_force = configuration_.in_force();
            co_return cannot_start(in_force->config, {.status = ExitStatus::cannot,
                                                      .where = in_force->config.publish.directory,
                                                      .what = opened.error().message});
        }
        co_await configuration_.remember_authority();
        co_await operating_->load();
        co_await tell_start();
        const auto started = services_.start([this](const std::exception_ptr& failure) { ending_.fail(failure); });
        if (!started) {
            co_return cannot_start(configuration_.in_force()->config,
                                   {.status = ExitStatus::cannot, .where = "listen", .what = started.error().message});
        }
        service_manager::ready(configuration_.summary());
        co_await ending_.asked();
        service_manager::stopping();
        co_return ExitStatus::done;
    }

    [[nodiscard]] const Activity& activity() const { return operating_->activity(); }

private:
    asio::awaitable<void> tell_start() {
        const auto articles =
            co_await engine_.readers().read(engine_.pool(), [](StoreReader& reader) { return reader.article_count(); });
        const auto in_force = configuration_.in_force();
        log(events::started, {{"version", version()},
                              {"sources", in_force->config.sources.size()},
                              {"tags", in_force->config.tags.size()},
                              {"articles", articles}});
    }

    /// Fills the list of services.
    ConfigurationInForce& build(Engine& engine, LoadedConfig loaded, const LoadRequest& request) {
        auto& operating = services_.add<Operating>(engine, loaded.config.daemon.state);
        operating_ = &operating;
        auto& publishing = services_.add<Publishing>(engine);
        const auto ready = [this, &engine] { return is_ready(engine.store()); };
        const SiteServices site{.io = engine.io(),
                                .documents = publishing.documents(),
                                .subscribers = publishing.subscribers(),
                                .store = engine.store(),
                                .admin = operating.texts(),
                                .is_ready = ready,
                                .now = engine.clock().now};
        auto& servers = services_.add<Servers>(engine, site, loaded.config.daemon);
        tree_ = &services_.add<TreeWriting>(engine).tree();
        auto& history = services_.add<HistoryWork>(engine, [&operating](const SliceResult& stored) {
            operating.activity().moved(stored.moves, operating.now());
        });
        const auto options = poll_options(loaded.config);
        auto& polling = services_.add<Polling>(engine, options, [this, &operating](const PollReport& report) {
            operating.activity().polled(report, operating.now());
            pages_->polled(report);
        });
        auto& pages = services_.add<ReadingPages>(
            engine, polling.scheduler(), options.seed,
            [&operating](const PageReport& report) { operating.activity().moved(report.moves, operating.now()); });
        pages_ = &pages.queue();
        auto& retention = services_.add<Retention>(engine);
        services_.add<SearchFilling>(engine);
        auto& digesting = services_.add<Digesting>(engine);
        services_.add<Watchdog>(engine.io(), engine.store());
        auto& configuration = services_.add<ConfigurationInForce>(
            engine,
            ConfigurationInForce::Followers{polling.scheduler(), pages.queue(), history.jobs(), publishing, *tree_,
                                            retention, digesting},
            std::move(loaded), request);
        const auto& backups = services_.add<Backups>(engine, configuration);
        operating.observe({.scheduler = polling.scheduler(),
                           .history = history.jobs(),
                           .documents = publishing.documents(),
                           .public_server = servers.public_server(),
                           .configuration = configuration,
                           .is_ready = ready,
                           .last_backup = [&backups] { return last_copy(backups.state()); },
                           .tree = [this] { return standing_of(tree_->status()); },
                           .more_metrics =
                               [this, &publishing, &digesting, now = engine.clock().now] {
                                   return metrics_of(publishing.subscribers().counters(now())) +
                                          metrics_of(tree_->status()) + metrics_of(pages_->counters()) +
                                          digesting.metrics();
                               }});
        services_.add<Control>(engine, configuration, polling.scheduler(), pages.queue(), publishing.subscribers(),
                               operating);
        services_.add<Signals>(engine.io(), Signals::Meaning{.reload = [&configuration] { configuration.reload(); },
                                                             .end = [this] { ending_.ask(); }});
        return configuration;
    }

    [[nodiscard]] bool is_ready(const StoreThread& store) const {
        return configuration_.is_loaded() && !ending_.is_asked() && store.is_healthy();
    }

    Engine& engine_;
    Ending ending_;
    Services services_;
    Tree* tree_ = nullptr; ///< of services_, as the next; set before configuration_, by build()
    Operating* operating_ = nullptr;
    PageQueue* pages_ = nullptr;
    ConfigurationInForce& configuration_;
};

} // namespace

ExitStatus run_daemon(LoadedConfig loaded, const LoadRequest& request) {
    service_manager::starting(longest_start);
    auto store = open_own_store(loaded.config, StoreUse::make, "run");
    if (!store) return cannot_start(loaded.config, store.error());
    Engine engine(std::move(*store), fetch_options(loaded.config));
    Daemon daemon(engine, std::move(loaded), request);
    const auto status = engine.run(daemon.services(), daemon.run());
    log(events::stopped, {{"polls", daemon.activity().totals().polls()}});
    return status;
}

} // namespace arna
