#include "daemon/app/command/table/man_page.hpp"

#include "daemon/app/command/table/command.hpp"
#include "daemon/app/command/table/help.hpp"
#include "daemon/app/version.hpp"

#include <fmt/format.h>

#include <iterator>
#include <string_view>
#include <vector>

namespace arna {
namespace {

/// Text that no macro and no escape is read in.
std::string plain(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (out.empty() && (c == '.' || c == '\'')) out += "\\&";
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else if (c == '\n')
            out += ' ';
        else
            out += c;
    }
    return out;
}

void entry(std::string& out, std::string_view term, std::string_view meaning) {
    fmt::format_to(std::back_inserter(out), ".TP\n.B {}\n{}\n", plain(term), plain(meaning));
}

void options(std::string& out, const std::vector<CommandOption>& rows) {
    for (const CommandOption& option : rows)
        entry(out,
              fmt::format("{}{}{}{}{}", option.short_name, option.short_name.empty() ? "" : ", ", option.name,
                          option.value.empty() ? "" : " ", option.value),
              option.help);
}

void command(std::string& out, const Command& command) {
    auto into = std::back_inserter(out);
    fmt::format_to(into, ".SS \"{}\"\n{}.\n", plain(usage(command)), plain(command.summary));
    for (const CommandArgument& argument : command.arguments) entry(out, argument.name, argument.help);
    options(out, command.options);
    for (const CommandExample& example : command.examples)
        fmt::format_to(into, ".PP\n.EX\n    {}\n.EE\n{}\n", plain(example.line), plain(example.meaning));
    out += ".PP\nExit status:\n";
    for (const CommandStatus& row : command.statuses)
        entry(out, fmt::format("{}", static_cast<int>(row.status)), row.meaning);
}

} // namespace

std::string man_page() {
    std::string out = fmt::format(".TH ARNA 1 \"\" \"arna {}\" \"User Commands\"\n", version());
    out +=
        ".SH NAME\narna \\- reads many feeds and publishes new ones, by topic\n"
        ".SH SYNOPSIS\n.B arna\n[OPTION…] COMMAND [ARGUMENT…]\n"
        ".SH DESCRIPTION\narna polls RSS, Atom and JSON feeds, keeps what it read, and publishes every configured topic as an "
        "Atom, RSS, JSON and HTML feed that any reader can subscribe to.\n"
        ".SH OPTIONS\n";
    options(out, common_options());
    out += ".SH COMMANDS\n";
    for (const Command& row : commands()) command(out, row);
    out += ".SH FILES\n";
    entry(out, "/etc/arna/arna.toml, /etc/arna/conf.d/*.toml", "the configuration");
    entry(out, "/var/lib/arna/arna.db", "the database");
    entry(out, "/run/arna/control", "the socket on which a running daemon answers commands");
    out += ".SH SEE ALSO\nThe pages in /usr/share/doc/arna.\n";
    return out;
}

} // namespace arna
