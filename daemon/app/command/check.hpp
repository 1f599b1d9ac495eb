#pragma once
#include "config/load.hpp"
#include "daemon/app/exit_status.hpp"

namespace arna {

struct CheckCommand {
    LoadRequest request;
    bool is_online = false; ///< visit every source once
};

/// `arna check`: loads the configuration, runs the tests of its tags, and, if asked to, visits its sources. One line of
/// standard output sums up; what is wrong goes to standard error. `wrong` for anything in the files, `no` where only a visit
/// failed.
[[nodiscard]] ExitStatus run(const CheckCommand& command);

} // namespace arna
