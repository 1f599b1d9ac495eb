#include "daemon/app/command/service/reload.hpp"

#include "daemon/app/command/service/reload_row.hpp"
#include "daemon/app/command/table/call.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/terminal/standard_io.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <expected>
#include <string>
#include <vector>

namespace arna {
namespace {

/// Where the daemon is. Files with errors do not say so; then it is asked where systemd puts it.
std::string state_directory(const std::expected<LoadedConfig, std::vector<Diagnostic>>& loaded,
                            const Environment& environment) {
    if (loaded) return loaded->config.daemon.state;
    return environment.get("STATE_DIRECTORY").empty() ? "/var/lib/arna" : environment.get("STATE_DIRECTORY");
}

ExitStatus run_reload(const Invocation& invocation) {
    Config config;
    const auto request = config_request(invocation);
    const auto loaded = load_config(request);
    config.daemon.state = state_directory(loaded, request.environment);
    std::vector<Diagnostic> diagnostics;
    std::string output;
    const auto end = ask_daemon(invocation, config, [&](const boost::json::object& row) {
        if (invocation.json) {
            output += json_line(row) + '\n';
        } else if (row.contains("severity")) {
            diagnostics.push_back(diagnostic_of(row));
        } else if (const auto* kept = row.if_contains("kept")) {
            output += fmt::format("{} takes effect at the next start\n", std::string_view(kept->as_string()));
        } else if (const auto* verdict = row.if_contains("verdict")) {
            output += std::string_view(verdict->as_string());
            output += '\n';
        }
        return true;
    });
    if (!end && !loaded) { // wherever it is, it would say the same
        report(loaded.error());
        return ExitStatus::wrong;
    }
    if (!end) {
        const auto daemon = connect_to_daemon(config); // one that goes on with the 'state' of before is named
        report("reload", fmt::format("{}; 'systemctl restart arna' or 'arna run' starts one",
                                     daemon ? "no daemon runs" : daemon.error().message));
        return ExitStatus::cannot;
    }
    report(diagnostics);
    if (!*end) return report(end->error());
    const auto written = write_output(output);
    return written == ExitStatus::done ? **end : written;
}

} // namespace

Command reload_command() {
    return {.name = "reload",
            .summary = "Has the daemon take the configuration over, and says what changed",
            .arguments = {},
            .options = {},
            .examples = {{"arna reload", "after a change of the files"},
                         {"arna check && arna reload", "reads everything first"}},
            .statuses = {{ExitStatus::done, "in force, or nothing changed"},
                         {ExitStatus::wrong, "the configuration has errors; the one of before goes on"},
                         {ExitStatus::cannot, "no daemon runs, or its store failed"}},
            .run = run_reload};
}

} // namespace arna
