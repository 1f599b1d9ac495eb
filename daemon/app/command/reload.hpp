#pragma once
#include "daemon/app/command/command.hpp"

namespace arna {

[[nodiscard]] Command reload_command();

} // namespace arna
