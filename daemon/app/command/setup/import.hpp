#pragma once
#include "daemon/app/command/table/command.hpp"

namespace arna {

/// `arna import opml`: writes a subscription list into conf.d, unless the configuration would have errors with it.
[[nodiscard]] Command import_command();

} // namespace arna
