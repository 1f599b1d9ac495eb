#pragma once
#include "daemon/app/command/table/command.hpp"

namespace arna {

/// `arna config`: prints the effective configuration as TOML, secrets masked.
[[nodiscard]] Command config_command();

} // namespace arna
