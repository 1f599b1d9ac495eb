#pragma once
#include "daemon/app/command/table/command.hpp"

namespace arna {

/// `arna check`: loads the configuration, runs the tests of its tags, and, if asked to, visits its sources. One line of
/// standard output sums up; what is wrong goes to standard error. `wrong` for anything in the files, `no` where only a
/// visit failed.
[[nodiscard]] Command check_command();

} // namespace arna
