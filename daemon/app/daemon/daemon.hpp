#pragma once
#include "config/load.hpp"
#include "daemon/app/exit_status.hpp"

namespace arna {

/// `arna run`: opens the store, polls, publishes and serves until SIGTERM or SIGINT; SIGHUP loads `request` again.
/// Gives
/// `done`, or `cannot` after one line that says what could not be done. Call it from the main thread.
[[nodiscard]] ExitStatus run_daemon(LoadedConfig loaded, const LoadRequest& request);

} // namespace arna
