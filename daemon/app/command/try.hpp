#pragma once
#include "config/load.hpp"
#include "daemon/app/exit_status.hpp"

#include <string>

namespace arna {

struct TryCommand {
    LoadRequest request;
    bool has_named_config = false; ///< -c or $ARNA_CONFIG: then it must be readable
    bool json = false;
    std::string address; ///< URL, name of a configured source, local file, or "-" for standard input
    std::string rule;    ///< --match
    std::string tag;     ///< --tag: name or slug
};

/// `arna try`: reads a feed, cleans it, and prints what the store would keep and, per item, whether a rule matches and why.
/// Without rule and tag: which tags of the configuration it would be in. Touches no store.
[[nodiscard]] ExitStatus run(const TryCommand& command);

} // namespace arna
