#include "daemon/app/command/service/status.hpp"

#include "daemon/app/command/service/status_text.hpp"
#include "daemon/app/command/store/store_question.hpp"
#include "daemon/app/command/table/call.hpp"
#include "daemon/app/command/table/configured_name.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/version.hpp"
#include "daemon/app/wiring/wiring.hpp"
#include "daemon/operations/status.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {
namespace {

/// How many sources and tags there are of which only some are told: `{"sources": {"ok": 9, "failing": 3}, "tags": 2}`.
boost::json::object totals_of(const ServiceStatus& status) {
    std::map<std::string_view, std::size_t> counts;
    for (const auto& source : status.sources) ++counts[health_name(source.health)];
    boost::json::object sources;
    for (const auto& [health, count] : counts) sources[health] = count;
    return {{"sources", std::move(sources)}, {"tags", status.tags.size()}};
}

ConfiguredNow configured_now(const Config& config) {
    ConfiguredNow configured;
    for (const auto& source : config.sources) configured.sources.emplace(source.name, source.url);
    for (const auto& tag : config.tags)
        configured.tags.emplace(tag.name, ConfiguredNow::Tag{.slug = tag.slug, .is_private = tag.is_private});
    return configured;
}

std::expected<StoreAnswer, CommandError> prepare(const QuestionContext& context) {
    const auto names = context.arguments.all("SOURCE");
    for (const auto& name : names)
        if (auto known = find_source(context.loaded.config, name); !known) return std::unexpected(known.error());
    if (context.arguments.has("--ready"))
        return [is_ready = context.live && context.live->is_ready](StoreReader&, const TakeRow&) -> CommandEnd {
            return is_ready ? ExitStatus::done : ExitStatus::no;
        };
    StatusQuestion question{.version = std::string(version()),
                            .now = context.now,
                            .switched_off = switched_off_sources(context.loaded.config),
                            .live = context.live};
    if (!context.live) question.configured = configured_now(context.loaded.config);
    const bool only_failing = context.arguments.has("--failing");
    return [names, only_failing, question = std::move(question)](StoreReader& reader,
                                                                 const TakeRow& take) -> CommandEnd {
        auto status = read_status(reader, question);
        const auto totals = totals_of(status);
        std::erase_if(status.sources, [&](const SourceStatus& source) {
            return (!names.empty() && std::ranges::find(names, source.record.name) == names.end()) ||
                   (only_failing && source.health != SourceHealth::failing && source.health != SourceHealth::broken);
        });
        if (!names.empty() || only_failing) status.tags.clear();
        const bool has_failing = count(status, SourceHealth::failing) + count(status, SourceHealth::broken) > 0;
        auto row = boost::json::parse(status_json(status)).as_object();
        if (!names.empty() || only_failing) row["totals"] = totals;
        take(std::move(row));
        return only_failing && has_failing ? ExitStatus::no : ExitStatus::done;
    };
}

constexpr StoreQuestion question{.prepare = prepare, .text = status_text};

/// Who is not running is not ready; the store need not be there for that.
ExitStatus run_status(const Invocation& invocation) {
    if (!invocation.arguments.has("--ready")) return ask_store(invocation);
    const auto loaded = load_or_report(config_request(invocation));
    if (!loaded) return ExitStatus::wrong;
    const auto end = ask_daemon(invocation, loaded->config, [](const boost::json::object&) { return true; });
    if (!end) return ExitStatus::no;
    return *end ? **end : report(end->error());
}

} // namespace

Command status_command() {
    return {.name = "status",
            .summary = "Shows how sources and tags stand, failing ones first",
            .arguments = {{.name = "SOURCE", .help = "Names of sources; without any, every one", .is_repeated = true}},
            .options = {{"--failing", "", "Only sources that fail"},
                        {"--ready", "", "Prints nothing; the exit status says whether the service is ready"}},
            .examples = {{"arna status", "everything"}, {"arna status --failing", "for a script: 1 where one fails"}},
            .statuses = {{ExitStatus::done, "told; with --ready: it is ready"},
                         {ExitStatus::no, "with --failing: a source fails; with --ready: it is not"},
                         {ExitStatus::wrong, "wrong usage or configuration, or no such source"},
                         {ExitStatus::cannot, "the store cannot be read"}},
            .run = run_status,
            .question = &question};
}

} // namespace arna
