#pragma once
#include "config/load.hpp"
#include "daemon/app/exit_status.hpp"

namespace arna {

/// `arna reclean`: cleans stored markup again that an older sanitiser let through, after a fix. It writes, so it takes the
/// store's lock.
struct RecleanCommand {
    LoadRequest request;
    bool json = false;
};
[[nodiscard]] ExitStatus run(const RecleanCommand& command);

} // namespace arna
