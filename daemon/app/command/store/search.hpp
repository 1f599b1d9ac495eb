#pragma once
#include "daemon/app/command/table/command.hpp"

namespace arna {

/// `arna search`: one row per stored article that a rule matches, newest first seen last. `no`: nothing found.
[[nodiscard]] Command search_command();

} // namespace arna
