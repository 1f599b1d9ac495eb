#include "daemon/app/command/configuration/check.hpp"
#include "daemon/app/command/configuration/config.hpp"
#include "daemon/app/command/library/compare.hpp"
#include "daemon/app/command/library/language.hpp"
#include "daemon/app/command/library/match.hpp"
#include "daemon/app/command/library/page.hpp"
#include "daemon/app/command/library/parse.hpp"
#include "daemon/app/command/library/sanitize.hpp"
#include "daemon/app/command/service/doctor.hpp"
#include "daemon/app/command/service/reload.hpp"
#include "daemon/app/command/service/run.hpp"
#include "daemon/app/command/service/status.hpp"
#include "daemon/app/command/service/support.hpp"
#include "daemon/app/command/setup/export.hpp"
#include "daemon/app/command/setup/import.hpp"
#include "daemon/app/command/setup/init.hpp"
#include "daemon/app/command/source/poll.hpp"
#include "daemon/app/command/source/try.hpp"
#include "daemon/app/command/store/backup.hpp"
#include "daemon/app/command/store/explain.hpp"
#include "daemon/app/command/store/list.hpp"
#include "daemon/app/command/store/plan.hpp"
#include "daemon/app/command/store/reclean.hpp"
#include "daemon/app/command/store/search.hpp"
#include "daemon/app/command/store/store.hpp"
#include "daemon/app/command/store/tokens/token.hpp"
#include "daemon/app/command/table/command.hpp"
#include "daemon/app/command/table/help.hpp"

#include <algorithm>

namespace arna {

const std::vector<Command>& commands() {
    // clang-format off
    static const std::vector<Command> table{
        backup_command(),
        check_command(),
        compare_command(),
        config_command(),
        doctor_command(),
        explain_command(),
        export_command(),
        help_command(),
        import_command(),
        init_command(),
        language_command(),
        list_command(),
        match_command(),
        page_command(),
        parse_command(),
        plan_command(),
        poll_command(),
        reclean_command(),
        reload_command(),
        run_command(),
        sanitize_command(),
        search_command(),
        status_command(),
        store_command(),
        support_command(),
        token_command(),
        try_command(),
    };
    // clang-format on
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
        {"--verbose", "", "Log more; with config: where each value comes from", "-v"},
        {"--version", "", "Which arna this is"},
    };
    return options;
}

} // namespace arna
