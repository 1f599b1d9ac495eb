#pragma once
#include "daemon/app/command/table/command.hpp"

namespace arna {

/// `arna run`: the daemon, in the foreground. A failing [[tag.test]] is a warning here.
[[nodiscard]] Command run_command();

} // namespace arna
