#pragma once
#include "daemon/app/command/command.hpp"

namespace arna {

[[nodiscard]] Command store_command();

} // namespace arna
