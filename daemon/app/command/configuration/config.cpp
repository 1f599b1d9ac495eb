#include "daemon/app/command/configuration/config.hpp"

#include "config/print.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/standard_io.hpp"

namespace arna {
namespace {

ExitStatus run_config(const Invocation& invocation) {
    const auto request = config_request(invocation);
    const auto loaded = load_or_report(request);
    if (!loaded) return ExitStatus::wrong;
    return write_output(print_config(loaded->config, request.environment));
}

} // namespace

Command config_command() {
    return {.name = "config",
            .summary = "Prints the effective configuration and what differs from the defaults",
            .arguments = {},
            .options = {},
            .examples = {{"arna config", "of /etc/arna/arna.toml"},
                         {"ARNA_FETCH__TIMEOUT=10s arna config -c arna.toml", "with a key from the environment"}},
            .statuses = {{ExitStatus::done, "printed"},
                         {ExitStatus::wrong, "wrong usage or configuration"},
                         {ExitStatus::cannot, "cannot write"}},
            .run = run_config};
}

} // namespace arna
