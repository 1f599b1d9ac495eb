#include "daemon/app/command/table/help.hpp"

#include "config/option/suggest.hpp"
#include "daemon/app/command/table/completion.hpp"
#include "daemon/app/command/table/man_page.hpp"
#include "daemon/app/terminal/standard_io.hpp"
#include "feeds/text/unicode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace arna {
namespace {

constexpr std::size_t column = 34; ///< where meanings begin

/// "  --match RULE    A rule to try"; a long name has a line of its own.
void append_row(std::string& out, const std::string& name, std::string_view meaning) {
    const std::size_t width = 2 + code_points(name);
    if (width + 2 > column) {
        fmt::format_to(std::back_inserter(out), "  {}\n{:{}}{}\n", name, "", column, meaning);
    } else {
        fmt::format_to(std::back_inserter(out), "  {}{:{}}{}\n", name, "", column - width, meaning);
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

void append_options(std::string& out, std::string_view title, const std::vector<CommandOption>& options) {
    if (options.empty()) return;
    fmt::format_to(std::back_inserter(out), "\n{}:\n", title);
    for (const CommandOption& option : options) append_row(out, shown(option), option.help);
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
    if (name.empty()) return write_output(help_text());
    if (const Command* command = find_command(name)) return write_output(help_text(*command));
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

std::string help_text(const Command& command) {
    std::string out = fmt::format("{}.\n\nUsage: {}\n", command.summary, usage(command));
    if (!command.arguments.empty()) out += "\nArguments:\n";
    for (const CommandArgument& argument : command.arguments) append_row(out, shown(argument), argument.help);
    append_options(out, "Options", command.options);
    append_options(out, "Options of every command", common_options());
    out += "\nExamples:\n";
    for (const CommandExample& example : command.examples)
        fmt::format_to(std::back_inserter(out), "  {}\n      {}\n", example.line, example.meaning);
    out += "\nExit status:\n";
    for (const CommandStatus& row : command.statuses)
        fmt::format_to(std::back_inserter(out), "  {}  {}\n", static_cast<int>(row.status), row.meaning);
    return out;
}

std::string help_text() {
    std::string out =
        "Reads many feeds and publishes new ones, by topic.\n\nUsage: arna [OPTION…] COMMAND\n\nCommands:\n";
    for (const Command& command : commands()) append_row(out, std::string(command.name), command.summary);
    append_options(out, "Options", common_options());
    out += "\n'arna help COMMAND' explains a command.\n";
    return out;
}

} // namespace arna
