#pragma once
#include "daemon/app/command/table/command.hpp"

namespace arna {

[[nodiscard]] Command token_command();

} // namespace arna
