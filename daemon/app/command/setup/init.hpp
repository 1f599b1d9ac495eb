#pragma once
#include "daemon/app/command/table/command.hpp"

namespace arna {

/// `arna init`: prints a configuration for feeds, or pages that offer some. `no` where an address gave none, `cannot`
/// where nothing answered at all. It needs no configuration and touches no store.
[[nodiscard]] Command init_command();

} // namespace arna
