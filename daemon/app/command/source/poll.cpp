#include "daemon/app/command/source/poll.hpp"

#include "daemon/app/command/source/poll_row.hpp"
#include "daemon/app/command/table/call.hpp"
#include "daemon/app/command/table/configured_name.hpp"
#include "daemon/app/command/table/progress.hpp"
#include "daemon/app/command/table/reply.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/daemon/services/polling.hpp"
#include "daemon/app/daemon/services/reading_pages.hpp"
#include "daemon/app/engine/engine.hpp"
#include "daemon/app/engine/open_store.hpp"
#include "daemon/app/log.hpp"
#include "daemon/app/terminal/standard_io.hpp"
#include "daemon/app/wall_clock.hpp"
#include "daemon/app/wiring/wiring.hpp"
#include "daemon/history/run_job.hpp"
#include "daemon/operations/activity/saved_activity.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {
namespace {

namespace asio = boost::asio;
using Reports = Result<std::vector<PollReport>>;

/// Then the pages of the articles that came, and of earlier ones.
asio::awaitable<Reports> poll_once(Engine& engine, Scheduler& scheduler, PageQueue& pages, const LoadedConfig& loaded,
                                   const Arguments& arguments) {
    const Time now = engine.clock().now();
    const Config& config = loaded.config;
    const auto sources = co_await engine.store().run(
        [setups = source_setups(config), now](Store& store) { return store.sync_sources(setups, now); });
    const auto tags = co_await engine.store().run(
        [setups = tag_setups(loaded), now](Store& store) { return store.sync_tags(setups, now); });
    scheduler.load(poll_sources(config, sources), sources, poll_rules(loaded, tags));
    pages.load(poll_sources(config, sources), poll_rules(loaded, tags));
    auto names = arguments.all("SOURCE");
    // Visits that are aborted at the end report to it too.
    const auto progress = std::make_shared<Progress>(names.empty() ? sources.size() : names.size());
    auto reports = co_await scheduler.poll_once(std::move(names), arguments.has("--now"),
                                                [progress](const PollReport&) { progress->step(); });
    if (reports) co_await pages.run_once();
    co_return reports;
}

/// The same, with the counts of earlier runs before and with all of them saved behind.
asio::awaitable<Reports> counted(Activity& activity, Engine& engine, asio::awaitable<Reports> polling) {
    co_await load_activity(activity, engine.readers(), engine.pool());
    auto reports = co_await std::move(polling);
    co_await save_activity(activity, engine.store());
    co_return reports;
}

std::string line_of(const boost::json::object& row, bool json) { return json ? json_line(row) + '\n' : poll_text(row); }

using Rows = std::vector<boost::json::object>;

ExitStatus print(const Rows& rows, bool json) {
    if (rows.empty() && !json) report("poll", "nothing is due; --now polls all the same");
    std::string lines;
    for (const auto& row : rows) lines += line_of(row, json);
    const auto written = write_output(lines);
    for (const auto& row : rows)
        for (const auto& warning : poll_warnings(row))
            report(fmt::format("source '{}'", std::string_view(row.at("source").as_string())), warning);
    return written;
}

/// Nothing if no daemon runs.
std::optional<ExitStatus> poll_by_daemon(const Invocation& invocation, const Config& config) {
    Rows rows;
    std::optional<Progress> progress;
    const auto end = ask_daemon(invocation, config,
                                [&](boost::json::object row) {
                                    rows.push_back(std::move(row));
                                    return true;
                                },
                                {.progress = [&](const ControlProgress& sign) {
                                    if (!sign.of) return;
                                    if (!progress) progress.emplace(*sign.of);
                                    progress->show(sign.done.value_or(0));
                                }});
    if (!end) return std::nullopt;
    progress.reset();
    if (!*end) return report(end->error());
    const ExitStatus written = print(rows, invocation.json);
    return written == ExitStatus::done ? **end : written;
}

/// The first name that no source has.
std::optional<CommandError> unknown_source(const Config& config, const Arguments& arguments) {
    for (const std::string_view given : {"SOURCE", "--accept"})
        for (const auto& name : arguments.all(given))
            if (auto found = find_source(config, name); !found) return std::move(found.error());
    return std::nullopt;
}

/// Lets in what a source brought as a burst, without a daemon.
ExitStatus accept_held(Store& store, const LoadedConfig& loaded, const std::string& name, bool json) {
    const auto& sources = loaded.config.sources;
    const auto found = std::ranges::find(sources, name, &SourceConfig::name);
    const Time now = wall_clock_now();
    const auto known_sources = store.sync_sources(source_setups(loaded.config), now);
    const auto tags = store.sync_tags(tag_setups(loaded), now);
    const AcceptHeld job(acceptance(loaded, static_cast<std::size_t>(found - sources.begin()), known_sources, tags));
    const auto totals = run_job(store, job, wall_clock_now);
    return write_output(line_of({{"source", name}, {"accepted", totals.changed}}, json));
}

ExitStatus run_poll(const Invocation& invocation) {
    auto loaded = load_or_report(config_request(invocation));
    if (!loaded) return ExitStatus::wrong;
    if (const auto unknown = unknown_source(loaded->config, invocation.arguments)) return report(*unknown);
    const auto& accepted = invocation.arguments.text("--accept");
    if (!accepted.empty() && !invocation.arguments.all("SOURCE").empty())
        return report(
            CommandError{.where = "poll", .what = "--accept takes one source, and polls none; name no other"});
    if (const auto asked = poll_by_daemon(invocation, loaded->config)) return *asked;
    loaded = load_or_report(config_request(invocation, SecretsNeeded::yes));
    if (!loaded) return ExitStatus::wrong;
    start_log(LogLevel::error, loaded->config.daemon.log_format); // the lines below say the rest
    auto store = open_store_or_report(loaded->config, StoreUse::make, "poll");
    if (!store) return ExitStatus::cannot;
    if (!accepted.empty()) return accept_held(*store, *loaded, accepted, invocation.json);
    Engine engine(std::move(store), fetch_options(loaded->config));
    Services services;
    Activity activity;
    const auto options = poll_options(loaded->config);
    PageQueue* queue = nullptr;
    auto& polling = services.add<Polling>(engine, options, [&](const PollReport& poll) {
        activity.polled(poll, engine.clock().now());
        queue->polled(poll);
    });
    auto& pages = services.add<ReadingPages>(engine, polling.scheduler(), options.seed, [&](const PageReport& page) {
        activity.moved(page.moves, engine.clock().now());
    });
    queue = &pages.queue();
    const Reports reports =
        engine.run(services, counted(activity, engine,
                                     poll_once(engine, polling.scheduler(), *queue, *loaded, invocation.arguments)));
    if (!reports) {
        report("poll", reports.error().message);
        return reports.error().code == Errc::not_found ? ExitStatus::wrong : ExitStatus::cannot;
    }
    Rows rows;
    for (const PollReport& poll : *reports) rows.push_back(row_of(poll));
    const ExitStatus written = print(rows, invocation.json);
    return written == ExitStatus::done && std::ranges::any_of(*reports, is_failure) ? ExitStatus::no : written;
}

} // namespace

Command poll_command() {
    return {
        .name = "poll",
        .summary = "Polls the sources that are due",
        .arguments = {{.name = "SOURCE", .help = "Names of sources; without any, every one", .is_repeated = true}},
        .options = {{"--accept", "SOURCE", "Takes in what was held back of a source because old articles came as new"},
                    {"--now", "", "Also those that are not due, or were switched off by a 410"}},
        .examples = {{"arna poll", "what is due"}, {"arna poll --now zakon-kk", "one source, at once"}},
        .statuses = {{ExitStatus::done, "polled, or nothing was due"},
                     {ExitStatus::no, "a poll failed"},
                     {ExitStatus::wrong, "wrong usage or configuration, or no such source"},
                     {ExitStatus::cannot, "the store cannot be written"}},
        .run = run_poll};
}

} // namespace arna
