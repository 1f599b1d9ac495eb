#pragma once
#include "daemon/app/exit_status.hpp"

#include <string>
#include <string_view>

namespace arna {

struct SanitizeCommand {
    std::string base; ///< for relative addresses; not with json_lines
    bool json_lines = false;
};

/// `arna sanitize`: markup from standard input, made safe, to standard output; or one piece of markup per line.
[[nodiscard]] ExitStatus run(const SanitizeCommand& command);

/// The answer to a line {"html", "base"}: {"html"}, which is empty for a line that is anything else.
[[nodiscard]] std::string sanitize_line(std::string_view line);

} // namespace arna
