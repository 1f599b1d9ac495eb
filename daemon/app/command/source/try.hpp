#pragma once
#include "daemon/app/command/table/command.hpp"

namespace arna {

/// `arna try`: visits a source or reads a file, and prints the cleaned feed with what rules say of its items.
[[nodiscard]] Command try_command();

} // namespace arna
