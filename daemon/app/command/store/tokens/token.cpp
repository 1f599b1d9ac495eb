#include "daemon/app/command/store/tokens/token.hpp"

#include "daemon/app/command/store/tokens/token_rows.hpp"
#include "daemon/app/command/table/call.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/engine/open_store.hpp"
#include "daemon/app/terminal/standard_io.hpp"
#include "daemon/app/wall_clock.hpp"
#include "daemon/app/wiring/wiring.hpp"

#include <utility>

namespace arna {
namespace {

namespace json = boost::json;

ExitStatus print(const Invocation& invocation, std::vector<json::object> rows) {
    const auto& action = invocation.arguments.text("ACTION");
    if (!invocation.json) return write_output(token_text(action, rows));
    if (action != "list") return write_output(json_line(rows.at(0)) + '\n');
    json::array array;
    for (auto& row : rows) array.push_back(std::move(row));
    return write_output(json_line(array) + '\n');
}

/// Without a daemon.
ExitStatus do_it_here(const Invocation& invocation, const LoadedConfig& loaded) {
    const bool is_new = invocation.arguments.text("ACTION") == "new";
    const Time now = wall_clock_now();
    if (is_new)
        if (const auto checked = check_new_token(loaded.config, invocation.arguments, now); !checked)
            return report(checked.error());
    const auto store = open_store_or_report(loaded.config, is_new ? StoreUse::make : StoreUse::ask);
    if (!store) return ExitStatus::cannot;
    if (is_new) store->sync_tags(tag_setups(loaded), now); // a tag may be as new as its token
    auto rows = token_rows(*store, loaded.config, invocation.arguments, now);
    return rows ? print(invocation, std::move(*rows)) : report(rows.error());
}

ExitStatus run_token(const Invocation& invocation) {
    const auto loaded = load_or_report(config_request(invocation));
    if (!loaded) return ExitStatus::wrong;
    std::vector<json::object> rows;
    const auto end = ask_daemon(invocation, loaded->config, [&](json::object row) {
        rows.push_back(std::move(row));
        return true;
    });
    if (!end) return do_it_here(invocation, *loaded);
    return *end ? print(invocation, std::move(rows)) : report(end->error());
}

} // namespace

Command token_command() {
    return {.name = "token",
            .summary = "Gives subscribers access to private tags, and takes it back",
            .arguments = {{.name = "ACTION",
                           .help = "new: makes a token and prints the addresses that it opens, which nobody can show "
                                   "again; list: who has one; revoke: takes it back",
                           .is_required = true,
                           .words = {"new", "list", "revoke"}},
                          {.name = "WHAT",
                           .help = "new: the private tags, by name, slug or alias; list: one tag, or none for all; "
                                   "revoke: the name it was made for, or its id",
                           .is_repeated = true}},
            .options = {{"--all", "", "list: also those that have expired or were revoked"},
                        {"--expires", "DURATION", "new: how long it holds, 1s to 3650d; else until it is revoked"},
                        {"--for", "NAME", "new: for whom; up to 80 characters, no number"}},
            .examples = {{"arna token new kense --for Аян --expires 90d", "prints the address for one subscriber"},
                         {"arna token list --json", "who may read what, for programs"},
                         {"arna token revoke Аян", "every token of that name"}},
            .statuses = {{ExitStatus::done, "done; it has taken effect"},
                         {ExitStatus::no, "there is none to revoke"},
                         {ExitStatus::wrong, "wrong usage or configuration, no such tag, or one that is not private"},
                         {ExitStatus::cannot, "the store cannot be written"}},
            .run = run_token};
}

} // namespace arna
