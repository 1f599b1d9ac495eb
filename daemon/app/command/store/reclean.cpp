#include "daemon/app/command/store/reclean.hpp"

#include "daemon/app/command/table/call.hpp"
#include "daemon/app/command/table/progress.hpp"
#include "daemon/app/command/table/reply.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/daemon/services/polling.hpp"
#include "daemon/app/daemon/services/reading_pages.hpp"
#include "daemon/app/engine/engine.hpp"
#include "daemon/app/engine/open_store.hpp"
#include "daemon/app/terminal/standard_io.hpp"
#include "daemon/app/wall_clock.hpp"
#include "daemon/app/wiring/wiring.hpp"
#include "daemon/history/clean_again.hpp"
#include "daemon/history/run_job.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;

ExitStatus print(const boost::json::object& row, bool as_json) {
    if (as_json) return write_output(json_line(row) + '\n');
    if (row.contains("pages")) {
        const auto count = [&](std::string_view key) { return row.at(key).to_number<std::int64_t>(); };
        return write_output(
            fmt::format("{} pages read again, {} articles changed\n", count("pages"), count("changed")));
    }
    const auto count = [&](std::string_view key) { return row.at(key).to_number<std::int64_t>(); };
    return write_output(
        fmt::format("{} articles cleaned again, {} of them changed\n", count("cleaned"), count("changed")));
}

asio::awaitable<PageQueue::Rereading> reread(Engine& engine, PageQueue& pages, const LoadedConfig& loaded) {
    const auto now = engine.clock().now();
    const auto sources = co_await engine.store().run(
        [setups = source_setups(loaded.config), now](Store& store) { return store.sync_sources(setups, now); });
    const auto tags = co_await engine.store().run(
        [setups = tag_setups(loaded), now](Store& store) { return store.sync_tags(setups, now); });
    pages.load(poll_sources(loaded.config, sources), poll_rules(loaded, tags));
    co_return co_await pages.read_kept([](const PageQueue::Rereading&) { return true; });
}

/// Without a daemon.
boost::json::object read_pages_again(std::unique_ptr<Store> store, const LoadedConfig& loaded) {
    Engine engine(std::move(store), fetch_options(loaded.config));
    Services services;
    const auto options = poll_options(loaded.config);
    auto& polling = services.add<Polling>(engine, options, [](const PollReport&) {});
    auto& pages = services.add<ReadingPages>(engine, polling.scheduler(), options.seed, [](const PageReport&) {});
    return row_of_rereading(engine.run(services, reread(engine, pages.queue(), loaded)));
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
    auto store = open_store_or_report(loaded->config, StoreUse::ask, invocation.command->name);
    if (!store) return ExitStatus::cannot;
    if (invocation.arguments.has("--pages")) return print(read_pages_again(std::move(store), *loaded), invocation.json);
    return print(row_of_recleaning(run_job(*store, CleanAgain(), wall_clock_now)), invocation.json);
}

} // namespace

boost::json::object row_of_recleaning(const HistoryTotals& totals) {
    return {{"cleaned", totals.cleaned}, {"changed", totals.changed}};
}

boost::json::object row_of_rereading(const PageQueue::Rereading& done) {
    return {{"pages", done.pages}, {"changed", done.changed}};
}

Command reclean_command() {
    return {.name = "reclean",
            .summary = "Cleans stored articles again after a fix of the sanitiser",
            .arguments = {},
            .options = {{"--pages", "", "Reads the pages of articles that are kept again, under the present rules"}},
            .examples = {{"arna reclean", "after an upgrade that says so"},
                         {"arna reclean --pages", "after a change of [source.article]; no request is made"},
                         {"arna reclean --json", "how many it cleaned, for programs"}},
            .statuses = {{ExitStatus::done, "cleaned, also where nothing had to be"},
                         {ExitStatus::wrong, "wrong usage or configuration"},
                         {ExitStatus::cannot, "the store cannot be written"}},
            .run = run_reclean};
}

} // namespace arna
