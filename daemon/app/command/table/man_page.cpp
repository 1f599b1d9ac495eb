#include "daemon/app/command/table/man_page.hpp"

#include "daemon/app/command/table/command.hpp"
#include "daemon/app/command/table/help.hpp"
#include "daemon/app/command/table/markdown_page.hpp"
#include "daemon/app/command/table/pages.hpp"
#include "daemon/app/version.hpp"

#include <fmt/format.h>

#include <iterator>
#include <string_view>
#include <vector>

namespace arna {
namespace {

void entry(std::string& out, std::string_view term, std::string_view meaning) {
    fmt::format_to(std::back_inserter(out), ".TP\n.B {}\n{}\n", man_text(term), man_text(meaning));
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
    fmt::format_to(into, ".SS \"{}\"\n{}.\n", man_text(usage(command)), man_text(command.summary));
    for (const CommandArgument& argument : command.arguments) entry(out, argument.name, argument.help);
    options(out, command.options);
    for (const CommandExample& example : command.examples)
        fmt::format_to(into, ".PP\n.EX\n    {}\n.EE\n{}\n", man_text(example.line), man_text(example.meaning));
    out += ".PP\nExit status:\n";
    for (const CommandStatus& row : command.statuses)
        entry(out, fmt::format("{}", static_cast<int>(row.status)), row.meaning);
}

std::string head(std::string_view name, int section, std::string_view what) {
    return fmt::format("'\\\" t\n.TH {} {} \"\" \"arna {}\" \"\"\n.SH NAME\n{} \\- {}\n", man_text(name), section,
                       version(), man_text(name), man_text(what));
}

std::string commands_page() {
    std::string out = head("arna", 1, "reads many feeds and publishes new ones, by topic");
    out +=
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
    out += ".SH SEE ALSO\n.BR arna.toml (5),\n.BR arna\\-rules (7)\n";
    return out;
}

} // namespace

std::string man_page(std::string_view name) {
    if (name == "arna") return commands_page();
    if (name == "arna.toml")
        return head(name, 5, "the configuration of arna") + ".SH DESCRIPTION\n" + man_of_markdown(configuration_page) +
               ".SH SEE ALSO\n.BR arna (1),\n.BR arna\\-rules (7)\n";
    if (name == "arna-rules")
        return head(name, 7, "rules by which arna's tags find articles") + ".SH DESCRIPTION\n" +
               man_of_markdown(rules_page) + ".SH SEE ALSO\n.BR arna (1),\n.BR arna.toml (5)\n";
    return {};
}

} // namespace arna
