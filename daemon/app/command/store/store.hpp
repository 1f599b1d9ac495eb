#pragma once
#include "daemon/app/command/table/command.hpp"

namespace arna {

[[nodiscard]] Command store_command();

} // namespace arna
