#include "daemon/app/command/service/status.hpp"

#include "daemon/app/command/service/status_text.hpp"
#include "daemon/app/command/store/store_question.hpp"
#include "daemon/app/version.hpp"
#include "daemon/publish/operations.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace arna {
namespace {

bool is_failing(const SourceRecord& source) { return health(source.poll) == SourceHealth::failing; }

std::expected<StoreAnswer, CommandError> prepare(const QuestionContext& context) {
    const auto names = context.arguments.all("SOURCE");
    for (const auto& name : names)
        if (std::ranges::find(context.loaded.config.sources, name, &SourceConfig::name) ==
            context.loaded.config.sources.end())
            return std::unexpected(CommandError{.where = fmt::format("source '{}'", name),
                                                .what = "no source has this name; see 'arna config'"});
    const bool only_failing = context.arguments.has("--failing");
    return [names, only_failing, now = context.now](StoreReader& reader, const TakeRow& take) -> CommandEnd {
        auto operations = read_operations(reader);
        std::erase_if(operations.sources, [&](const SourceRecord& source) {
            return (!names.empty() && std::ranges::find(names, source.name) == names.end()) ||
                   (only_failing && !is_failing(source));
        });
        if (!names.empty() || only_failing) operations.tags.clear();
        const bool has_failing = std::ranges::any_of(operations.sources, is_failing);
        take(boost::json::parse(status_json(operations, version(), now)).as_object());
        return only_failing && has_failing ? ExitStatus::no : ExitStatus::done;
    };
}

constexpr StoreQuestion question{.prepare = prepare, .text = status_text};

} // namespace

Command status_command() {
    return {.name = "status",
            .summary = "Shows how sources and tags stand, failing ones first",
            .arguments = {{.name = "SOURCE", .help = "Names of sources; without any, every one", .is_repeated = true}},
            .options = {{"--failing", "", "Only sources that fail"}},
            .examples = {{"arna status", "everything"}, {"arna status --failing", "for a script: 1 where one fails"}},
            .statuses = {{ExitStatus::done, "told"},
                         {ExitStatus::no, "with --failing: a source fails"},
                         {ExitStatus::wrong, "wrong usage or configuration, or no such source"},
                         {ExitStatus::cannot, "the store cannot be read"}},
            .run = ask_store,
            .question = &question};
}

} // namespace arna
