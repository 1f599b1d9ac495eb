#pragma once
#include "daemon/app/command/command.hpp"

namespace arna {

[[nodiscard]] Command status_command();

} // namespace arna
