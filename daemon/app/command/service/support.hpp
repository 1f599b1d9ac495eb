#pragma once
#include "daemon/app/command/table/command.hpp"

namespace arna {

/// `arna support FILE.tar.gz`: what somebody needs who is to help, without secrets.
[[nodiscard]] Command support_command();

} // namespace arna
