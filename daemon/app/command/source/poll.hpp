#pragma once
#include "daemon/app/command/table/command.hpp"

namespace arna {

/// `arna poll`: polls what is due and prints a line per source. `no` where some failed; `cannot` beside a running
/// daemon, which holds the store.
[[nodiscard]] Command poll_command();

} // namespace arna
