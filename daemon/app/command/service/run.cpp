#include "daemon/app/command/service/run.hpp"

#include "config/option/tag_test.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/daemon/daemon.hpp"
#include "daemon/app/log.hpp"
#include "daemon/app/wall_clock.hpp"

#include <utility>

namespace arna {
namespace {

ExitStatus run_run(const Invocation& invocation) {
    const auto request = config_request(invocation);
    auto loaded = load_config(request);
    if (!loaded) {
        report(loaded.error());
        return ExitStatus::wrong;
    }
    start_log(loaded->config.daemon.log_level, loaded->config.daemon.log_format);
    for (const auto& warning : loaded->warnings) log_diagnostic(warning);
    for (auto& failure : run_tag_tests(*loaded, wall_clock_now())) {
        failure.severity = Diagnostic::Severity::warning;
        log_diagnostic(failure);
    }
    return run_daemon(std::move(*loaded), request);
}

} // namespace

Command run_command() {
    return {.name = "run",
            .summary = "The daemon: polls, publishes and serves until SIGTERM",
            .arguments = {},
            .options = {},
            .examples = {{"arna run", "in the foreground; SIGHUP reloads the configuration"},
                         {"arna run -v -c arna.toml", "with every poll in the log"}},
            .statuses = {{ExitStatus::done, "ended by SIGTERM or SIGINT"},
                         {ExitStatus::wrong, "wrong usage or configuration"},
                         {ExitStatus::cannot, "an address is taken, or the store cannot be opened"}},
            .run = run_run};
}

} // namespace arna
