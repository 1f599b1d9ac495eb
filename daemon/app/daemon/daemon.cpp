#include "daemon/app/daemon/daemon.hpp"

#include "daemon/app/daemon/configuration_in_force.hpp"
#include "daemon/app/daemon/control.hpp"
#include "daemon/app/daemon/ending.hpp"
#include "daemon/app/daemon/matching.hpp"
#include "daemon/app/daemon/polling.hpp"
#include "daemon/app/daemon/publishing.hpp"
#include "daemon/app/daemon/retention.hpp"
#include "daemon/app/daemon/servers.hpp"
#include "daemon/app/daemon/service_manager.hpp"
#include "daemon/app/daemon/signals.hpp"
#include "daemon/app/daemon/watchdog.hpp"
#include "daemon/app/engine/engine.hpp"
#include "daemon/app/engine/open_store.hpp"
#include "daemon/app/log.hpp"
#include "daemon/app/standard_io.hpp"
#include "daemon/app/wiring.hpp"

#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;

/// Everything that runs, in the order in which it starts.
class Daemon {
public:
    Daemon(Engine& engine, LoadedConfig loaded, const LoadRequest& request)
        : ending_(engine.io()), configuration_(build(engine, std::move(loaded), request)) {}

    [[nodiscard]] Services& services() { return services_; }

    /// Loads, starts, and waits until the end is asked for.
    asio::awaitable<ExitStatus> run() {
        co_await configuration_.take_over_first();
        const auto started = services_.start([this](const std::exception_ptr& failure) { ending_.fail(failure); });
        if (!started) {
            report("listen", started.error().message);
            co_return ExitStatus::cannot;
        }
        service_manager::ready(configuration_.summary());
        co_await ending_.asked();
        service_manager::stopping();
        co_return ExitStatus::done;
    }

private:
    /// Fills the list of services.
    ConfigurationInForce& build(Engine& engine, LoadedConfig loaded, const LoadRequest& request) {
        auto& publishing = services_.add<Publishing>(engine);
        services_.add<Servers>(engine, publishing.documents(), loaded.config.daemon,
                               [this, &engine] { return is_ready(engine.store()); });
        auto& matching = services_.add<Matching>(engine);
        auto& polling = services_.add<Polling>(engine, poll_options(loaded.config));
        auto& retention = services_.add<Retention>(engine);
        services_.add<Watchdog>(engine.io(), engine.store());
        auto& configuration = services_.add<ConfigurationInForce>(
            engine, ConfigurationInForce::Followers{polling.scheduler(), matching, publishing.documents(), retention},
            std::move(loaded), request);
        services_.add<Control>(engine, configuration, polling.scheduler(), configuration.in_force()->config);
        services_.add<Signals>(engine.io(), Signals::Meaning{.reload = [&configuration] { configuration.reload(); },
                                                             .end = [this] { ending_.ask(); }});
        return configuration;
    }

    [[nodiscard]] bool is_ready(const StoreThread& store) const {
        return configuration_.is_loaded() && !ending_.is_asked() && store.is_healthy();
    }

    Ending ending_;
    Services services_;
    ConfigurationInForce& configuration_;
};

} // namespace

ExitStatus run_daemon(LoadedConfig loaded, const LoadRequest& request) {
    start_log(loaded.config.daemon.log_level, loaded.config.daemon.log_format);
    auto store = open_store_or_report(loaded.config, StoreUse::make);
    if (!store) return ExitStatus::cannot;
    Engine engine(std::move(store), fetch_options(loaded.config));
    Daemon daemon(engine, std::move(loaded), request);
    return engine.run(daemon.services(), daemon.run());
}

} // namespace arna
