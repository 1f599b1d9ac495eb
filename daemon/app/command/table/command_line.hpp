#pragma once
#include "daemon/app/command/table/command.hpp"
#include "daemon/app/exit_status.hpp"

#include <expected>
#include <span>
#include <string>
#include <string_view>

namespace arna {

/// Why a command line cannot be obeyed: "arna: <where>: <what>".
struct UsageError {
    std::string where; ///< the command, or "command line"
    std::string what;  ///< says what to do
};

/// Reads the words after "arna". Common options may stand anywhere, those of a command after its name. "--" ends
/// options; an option's value may begin with "-". With --help or --version the invocation is of the command "help", or
/// has none.
[[nodiscard]] std::expected<Invocation, UsageError> read_command_line(std::span<const std::string_view> words);

/// Obeys a command line. Wrong usage is one line on standard error that says what to do.
[[nodiscard]] ExitStatus run_command_line(int argc, char** argv);

} // namespace arna
