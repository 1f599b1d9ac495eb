#pragma once
#include "daemon/app/command/table/command.hpp"

namespace arna {

/// `arna list`: one row per article of a tag's live document, newest first.
[[nodiscard]] Command list_command();

} // namespace arna
