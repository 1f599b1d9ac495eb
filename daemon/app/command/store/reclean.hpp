#pragma once
#include "daemon/app/command/table/command.hpp"

namespace arna {

/// `arna reclean`: cleans stored markup again that an older sanitiser let through, after a fix. It writes, so it takes
/// the store's lock.
[[nodiscard]] Command reclean_command();

} // namespace arna
