#pragma once
#include "config/load.hpp"
#include "daemon/app/exit_status.hpp"

#include <string>
#include <vector>

namespace arna {

struct PollCommand {
    LoadRequest request;
    bool json = false;
    bool is_now = false;              ///< also what is not due, or was switched off by a 410
    std::vector<std::string> sources; ///< names; none: every one
};

/// `arna poll`: polls what is due and prints a line per source. `no` where some failed; `cannot` beside a running daemon,
/// which holds the store.
[[nodiscard]] ExitStatus run(const PollCommand& command);

} // namespace arna
