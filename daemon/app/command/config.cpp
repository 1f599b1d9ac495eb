#include "daemon/app/command/config.hpp"

#include "config/print.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/standard_io.hpp"

namespace arna {

ExitStatus run_config_command(const LoadRequest& request) {
    const auto loaded = load_or_report(request);
    if (!loaded) return ExitStatus::wrong;
    return write_output(print_config(loaded->config, request.environment));
}

} // namespace arna
