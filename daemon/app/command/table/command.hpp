#pragma once
#include "daemon/app/command/table/arguments.hpp"
#include "daemon/app/exit_status.hpp"

#include <string>
#include <string_view>
#include <vector>

/// What a command is: a row of the table from which the command line is read and help is written.
namespace arna {

/// What stands behind a command, by its place.
struct CommandArgument {
    std::string_view name; ///< "FILE"
    std::string_view help;
    bool is_required = false;
    bool is_repeated = false;                 ///< takes all that is left; the last of its command
    bool may_begin_with_dash = false;         ///< "-снег" is an argument, unless it is a whole option like "-v"
    std::vector<std::string_view> words = {}; ///< if any, it is one of them
};

struct CommandOption {
    std::string_view name;  ///< "--match"
    std::string_view value; ///< "RULE"; empty: a flag
    std::string_view help;
    std::string_view short_name = {}; ///< "-c"
    bool is_required = false;
};

struct CommandExample {
    std::string_view line; ///< "arna poll --now zakon-kk"
    std::string_view meaning;
};

struct CommandStatus {
    ExitStatus status;
    std::string_view meaning;
};

struct Command;
struct StoreQuestion;

/// A command line that was read.
struct Invocation {
    const Command* command = nullptr;
    std::string config; ///< of -c; empty: not given
    bool is_verbose = false;
    bool json = false;
    Arguments arguments; ///< by the names of the rows
};

struct Command {
    std::string_view name;
    std::string_view summary; ///< one line, without a full stop
    std::vector<CommandArgument> arguments;
    std::vector<CommandOption> options;
    std::vector<CommandExample> examples;
    std::vector<CommandStatus> statuses;
    ExitStatus (*run)(const Invocation&) = nullptr;
    const StoreQuestion* question = nullptr; ///< of commands that read the store: who holds the store may answer it
};

/// All commands, by name.
[[nodiscard]] const std::vector<Command>& commands();

/// Null where there is none of that name.
[[nodiscard]] const Command* find_command(std::string_view name);

/// Those that every command takes: -c, -v, --json, --help, --version.
[[nodiscard]] const std::vector<CommandOption>& common_options();

} // namespace arna
