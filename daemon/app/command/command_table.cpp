#include "daemon/app/command/check.hpp"
#include "daemon/app/command/command.hpp"
#include "daemon/app/command/compare.hpp"
#include "daemon/app/command/config.hpp"
#include "daemon/app/command/explain.hpp"
#include "daemon/app/command/help.hpp"
#include "daemon/app/command/language.hpp"
#include "daemon/app/command/list.hpp"
#include "daemon/app/command/match.hpp"
#include "daemon/app/command/parse.hpp"
#include "daemon/app/command/plan.hpp"
#include "daemon/app/command/poll.hpp"
#include "daemon/app/command/reclean.hpp"
#include "daemon/app/command/reload.hpp"
#include "daemon/app/command/run.hpp"
#include "daemon/app/command/sanitize.hpp"
#include "daemon/app/command/search.hpp"
#include "daemon/app/command/status.hpp"
#include "daemon/app/command/store.hpp"
#include "daemon/app/command/try.hpp"

#include <algorithm>

namespace arna {

const std::vector<Command>& commands() {
    static const std::vector<Command> table{
        check_command(),    compare_command(), config_command(), explain_command(), help_command(),
        language_command(), list_command(),    match_command(),  parse_command(),   plan_command(),
        poll_command(),     reclean_command(), reload_command(), run_command(),     sanitize_command(),
        search_command(),   status_command(),  store_command(),  try_command(),
    };
    return table;
}

const Command* find_command(std::string_view name) {
    const auto found = std::ranges::find(commands(), name, &Command::name);
    return found == commands().end() ? nullptr : &*found;
}

const std::vector<CommandOption>& common_options() {
    static const std::vector<CommandOption> options{
        {"--config", "FILE", "The configuration; else $ARNA_CONFIG, else /etc/arna/arna.toml", "-c"},
        {"--help", "", "This text, or that of a command", "-h"},
        {"--json", "", "Output for programs, where a command has it"},
        {"--verbose", "", "Log more", "-v"},
        {"--version", "", "Which arna this is"},
    };
    return options;
}

} // namespace arna
