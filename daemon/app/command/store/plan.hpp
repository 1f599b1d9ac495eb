#pragma once
#include "daemon/app/command/table/command.hpp"

namespace arna {

/// `arna plan`: one row per tag, dropped ones last.
[[nodiscard]] Command plan_command();

} // namespace arna
