#pragma once
#include "daemon/app/command/table/command.hpp"
#include "daemon/app/exit_status.hpp"

namespace arna {

/// `arna store restore FILE`.
[[nodiscard]] ExitStatus restore_from_file(const Invocation& invocation);

} // namespace arna
