#pragma once
#include "daemon/app/command/table/command.hpp"

#include <cstddef>
#include <string>

namespace arna {

/// `arna help [COMMAND]`, which --help stands for too.
[[nodiscard]] Command help_command();

/// Of a command: usage, arguments, options, examples, exit statuses; wrapped to `columns`, but for the examples' lines.
[[nodiscard]] std::string help_text(const Command& command, std::size_t columns);

/// Of the program: its commands, and what they share.
[[nodiscard]] std::string help_text(std::size_t columns);

/// "arna poll [OPTION…] [SOURCE…]"
[[nodiscard]] std::string usage(const Command& command);

} // namespace arna
