#pragma once
#include "daemon/app/command/table/command.hpp"

namespace arna {

[[nodiscard]] Command reload_command();

} // namespace arna
