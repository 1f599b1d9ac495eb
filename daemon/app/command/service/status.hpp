#pragma once
#include "daemon/app/command/table/command.hpp"

namespace arna {

[[nodiscard]] Command status_command();

} // namespace arna
