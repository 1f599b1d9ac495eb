#pragma once
#include "daemon/app/exit_status.hpp"

namespace arna {

/// Runs the command that the arguments name. Wrong usage is one line on standard error that says what to do.
[[nodiscard]] ExitStatus run_command_line(int argc, char** argv);

} // namespace arna
