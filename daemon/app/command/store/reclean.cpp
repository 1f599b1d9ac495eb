#include "daemon/app/command/store/reclean.hpp"

#include "daemon/app/command/table/reply.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/engine/open_store.hpp"
#include "daemon/app/history.hpp"
#include "daemon/app/standard_io.hpp"
#include "daemon/app/wall_clock.hpp"
#include "daemon/history/clean_again.hpp"
#include "daemon/history/run_job.hpp"

#include <fmt/format.h>

namespace arna {
namespace {

ExitStatus run_reclean(const Invocation& invocation) {
    const auto loaded = load_or_report(config_request(invocation));
    if (!loaded) return ExitStatus::wrong;
    const auto store = open_store_or_report(loaded->config, StoreUse::ask);
    if (!store) return ExitStatus::cannot;
    const auto totals = run_job(*store, CleanAgain(), wall_clock_now);
    if (invocation.json)
        return write_output(json_line({{"cleaned", totals.cleaned}, {"changed", totals.changed}}) + '\n');
    return write_output(fmt::format("{} articles cleaned again, {} of them changed\n", totals.cleaned, totals.changed));
}

} // namespace

Command reclean_command() {
    return {.name = "reclean",
            .summary = "Cleans stored articles again after a fix of the sanitiser",
            .arguments = {},
            .options = {},
            .examples = {{"arna reclean", "after an upgrade that says so"},
                         {"arna reclean --json", "how many it cleaned, for programs"}},
            .statuses = {{ExitStatus::done, "cleaned, also where nothing had to be"},
                         {ExitStatus::wrong, "wrong usage or configuration"},
                         {ExitStatus::cannot, "the store cannot be written, or a running daemon holds it"}},
            .run = run_reclean};
}

} // namespace arna
