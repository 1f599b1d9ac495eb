#pragma once
#include "config/load.hpp"
#include "daemon/app/exit_status.hpp"

namespace arna {

/// `arna run`: the daemon, in the foreground. A failing [[tag.test]] is a warning here.
[[nodiscard]] ExitStatus run_daemon_command(const LoadRequest& request);

} // namespace arna
