#pragma once
#include "daemon/app/exit_status.hpp"

#include <string>

namespace arna {

struct ParseCommand {
    std::string file; ///< "-": standard input
    std::string base; ///< URL that the document came from
    std::string content_type;
    std::string content_language;
    bool is_raw = false; ///< markup as the source had it, only its URLs resolved
};

/// `arna parse --json`: prints a feed as its source said it, as one JSON object.
[[nodiscard]] ExitStatus run(const ParseCommand& command);

} // namespace arna
