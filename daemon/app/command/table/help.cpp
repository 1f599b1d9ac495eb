#include "daemon/app/command/table/help.hpp"

#include "config/option/suggest.hpp"
#include "daemon/app/command/table/completion.hpp"
#include "daemon/app/command/table/man_page.hpp"
#include "daemon/app/terminal/standard_io.hpp"
#include "daemon/app/terminal/terminal.hpp"
#include "daemon/app/terminal/wrapped.hpp"
#include "feeds/text/unicode.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

namespace arna {
namespace {

using Row = std::pair<std::string, std::string_view>; ///< a name and what it means

constexpr std::size_t widest_name = 24; ///< a wider one has a line of its own

/// "  --match RULE    A rule to try": the meanings of a section begin in one column.
void append_rows(std::string& out, const std::vector<Row>& rows, std::size_t columns) {
    std::size_t names = 0;
    for (const auto& [name, meaning] : rows)
        if (const auto width = code_points(name); width <= widest_name) names = std::max(names, width);
    const auto column = names + 4;
    for (const auto& [name, meaning] : rows) {
        const auto width = code_points(name);
        const auto line = width > names ? fmt::format("  {}\n{:{}}{}", name, "", column, meaning)
                                        : fmt::format("  {}{:{}}{}", name, "", column - 2 - width, meaning);
        out.append(wrapped(line, columns, column)).append("\n");
    }
}

std::string shown(const CommandArgument& argument) {
    const std::string name = fmt::format("{}{}", argument.name, argument.is_repeated ? "…" : "");
    return argument.is_required ? name : "[" + name + "]";
}

std::string shown(const CommandOption& option) {
    return fmt::format("{}{}{}{}{}", option.short_name, option.short_name.empty() ? "" : ", ", option.name,
                       option.value.empty() ? "" : " ", option.value);
}

void append_options(std::string& out, std::string_view title, const std::vector<CommandOption>& options,
                    std::size_t columns) {
    if (options.empty()) return;
    fmt::format_to(std::back_inserter(out), "\n{}:\n", title);
    std::vector<Row> rows;
    for (const CommandOption& option : options) rows.emplace_back(shown(option), option.help);
    append_rows(out, rows, columns);
}

/// Of text on standard output: lines of over 100 are hard to read.
std::size_t help_columns() {
    constexpr std::size_t narrowest = 40, widest = 100;
    return ::isatty(STDOUT_FILENO) == 1 ? std::clamp(terminal_columns(STDOUT_FILENO), narrowest, widest) : 80;
}

ExitStatus print_manual(const std::string& name) {
    const auto page = man_page(name.empty() ? "arna" : name);
    if (!page.empty()) return write_output(page);
    report("help", fmt::format("there is no manual page '{}'; there are arna, arna.toml and arna-rules", name));
    return ExitStatus::wrong;
}

ExitStatus run_help(const Invocation& invocation) {
    if (invocation.arguments.has("--man")) return print_manual(invocation.arguments.text("COMMAND"));
    if (invocation.arguments.has("--completion")) return write_output(bash_completion());
    const std::string& name = invocation.arguments.text("COMMAND");
    if (name.empty()) return write_output(help_text(help_columns()));
    if (const Command* command = find_command(name)) return write_output(help_text(*command, help_columns()));
    std::vector<std::string_view> names;
    for (const Command& command : commands()) names.push_back(command.name);
    report("help", fmt::format("unknown command '{}'{}", name, did_you_mean(name, names)));
    return ExitStatus::wrong;
}

} // namespace

Command help_command() {
    return {.name = "help",
            .summary = "Explains a command, or lists them all",
            .arguments = {{.name = "COMMAND", .help = "Its name"}},
            .options = {{"--completion", "", "The script by which bash completes command lines"},
                        {"--man", "", "A manual page for man(1): of arna, or that of COMMAND arna.toml or arna-rules"}},
            .examples = {{"arna help", "the commands"}, {"arna help poll", "what `arna poll` takes"}},
            .statuses = {{ExitStatus::done, "printed"}, {ExitStatus::wrong, "there is no such command"}},
            .run = run_help};
}

std::string usage(const Command& command) {
    std::string text = fmt::format("arna {}", command.name);
    const bool has_optional = !std::ranges::all_of(command.options, &CommandOption::is_required);
    for (const CommandOption& option : command.options)
        if (option.is_required) text += " " + shown(option);
    if (has_optional || command.options.empty()) text += " [OPTION…]";
    for (const CommandArgument& argument : command.arguments) text += " " + shown(argument);
    return text;
}

std::string help_text(const Command& command, std::size_t columns) {
    std::string out = fmt::format("{}.\n\n{}\n", wrapped(command.summary, columns - 1, 0),
                                  wrapped("Usage: " + usage(command), columns, 7));
    if (!command.arguments.empty()) out += "\nArguments:\n";
    std::vector<Row> arguments;
    for (const CommandArgument& argument : command.arguments) arguments.emplace_back(shown(argument), argument.help);
    append_rows(out, arguments, columns);
    append_options(out, "Options", command.options, columns);
    append_options(out, "Options of every command", common_options(), columns);
    out += "\nExamples:\n";
    for (const CommandExample& example : command.examples)
        fmt::format_to(std::back_inserter(out), "  {}\n{}\n", example.line,
                       wrapped(fmt::format("      {}", example.meaning), columns, 6));
    out += "\nExit status:\n";
    for (const CommandStatus& row : command.statuses)
        out += wrapped(fmt::format("  {}  {}", static_cast<int>(row.status), row.meaning), columns, 5) + '\n';
    return out;
}

std::string help_text(std::size_t columns) {
    std::string out = wrapped("Reads many feeds and publishes new ones, by topic.", columns, 0) +
                      "\n\nUsage: arna [OPTION…] COMMAND\n\nCommands:\n";
    std::vector<Row> rows;
    for (const Command& command : commands()) rows.emplace_back(command.name, command.summary);
    append_rows(out, rows, columns);
    append_options(out, "Options", common_options(), columns);
    out += "\n'arna help COMMAND' explains a command.\n";
    return out;
}

} // namespace arna
