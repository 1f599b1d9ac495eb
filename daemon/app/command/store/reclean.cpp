#include "daemon/app/command/store/reclean.hpp"

#include "daemon/app/command/table/call.hpp"
#include "daemon/app/command/table/progress.hpp"
#include "daemon/app/command/table/reply.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/engine/open_store.hpp"
#include "daemon/app/standard_io.hpp"
#include "daemon/app/wall_clock.hpp"
#include "daemon/history/clean_again.hpp"
#include "daemon/history/run_job.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <cstdint>
#include <optional>

namespace arna {
namespace {

ExitStatus print(const boost::json::object& row, bool as_json) {
    if (as_json) return write_output(json_line(row) + '\n');
    const auto count = [&](std::string_view key) { return row.at(key).to_number<std::int64_t>(); };
    return write_output(
        fmt::format("{} articles cleaned again, {} of them changed\n", count("cleaned"), count("changed")));
}

ExitStatus run_reclean(const Invocation& invocation) {
    const auto loaded = load_or_report(config_request(invocation));
    if (!loaded) return ExitStatus::wrong;
    boost::json::object row;
    const TakeRow take = [&row](boost::json::object told) {
        row = std::move(told);
        return true;
    };
    std::optional<Progress> progress;
    const auto end = ask_daemon(invocation, loaded->config, take, {.progress = [&](const ControlProgress& sign) {
                                    if (!sign.of) return;
                                    if (!progress) progress.emplace(*sign.of);
                                    progress->show(sign.done.value_or(0));
                                }});
    progress.reset();
    if (end && !*end) return report(end->error());
    if (end) return print(row, invocation.json);
    const auto store = open_store_or_report(loaded->config, StoreUse::ask, invocation.command->name);
    if (!store) return ExitStatus::cannot;
    return print(row_of_recleaning(run_job(*store, CleanAgain(), wall_clock_now)), invocation.json);
}

} // namespace

boost::json::object row_of_recleaning(const HistoryTotals& totals) {
    return {{"cleaned", totals.cleaned}, {"changed", totals.changed}};
}

Command reclean_command() {
    return {.name = "reclean",
            .summary = "Cleans stored articles again after a fix of the sanitiser",
            .arguments = {},
            .options = {},
            .examples = {{"arna reclean", "after an upgrade that says so"},
                         {"arna reclean --json", "how many it cleaned, for programs"}},
            .statuses = {{ExitStatus::done, "cleaned, also where nothing had to be"},
                         {ExitStatus::wrong, "wrong usage or configuration"},
                         {ExitStatus::cannot, "the store cannot be written"}},
            .run = run_reclean};
}

} // namespace arna
