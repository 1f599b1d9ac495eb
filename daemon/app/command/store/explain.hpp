#pragma once
#include "daemon/app/command/table/command.hpp"

namespace arna {

/// `arna explain`: one row per article of the address, with the verdict of each tag. `no`: the store has no such
/// article.
[[nodiscard]] Command explain_command();

} // namespace arna
