#pragma once
#include "daemon/app/command/table/command.hpp"

namespace arna {

/// `arna parse --json`: prints a feed as its source said it, as one JSON object.
[[nodiscard]] Command parse_command();

} // namespace arna
