#pragma once
#include "daemon/app/command/table/command.hpp"

namespace arna {

/// `arna search`: one row per stored article that a rule matches, newest published first. With the index for
/// search or without it the rows are the same. `no`: nothing found.
[[nodiscard]] Command search_command();

} // namespace arna
