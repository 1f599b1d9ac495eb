#pragma once
#include "daemon/app/command/table/command.hpp"

namespace arna {

/// `arna export opml`: prints the sources as a subscription list for feed readers.
[[nodiscard]] Command export_command();

} // namespace arna
