#pragma once
#include "daemon/app/command/table/command.hpp"

namespace arna {

/// `arna backup FILE`: a copy of the store, with or without a daemon.
[[nodiscard]] Command backup_command();

} // namespace arna
