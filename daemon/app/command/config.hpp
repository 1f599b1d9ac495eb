#pragma once
#include "config/load.hpp"
#include "daemon/app/exit_status.hpp"

namespace arna {

/// `arna config`: prints the effective configuration as TOML, secrets masked.
[[nodiscard]] ExitStatus run_config_command(const LoadRequest& request);

} // namespace arna
