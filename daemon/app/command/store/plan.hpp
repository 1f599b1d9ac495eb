#pragma once
#include "daemon/app/command/table/command.hpp"

namespace arna {

/// `arna plan`: one row per tag, dropped ones last; then one for each source whose kept pages say something else.
[[nodiscard]] Command plan_command();

} // namespace arna
