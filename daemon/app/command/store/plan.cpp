#include "daemon/app/command/store/plan.hpp"

#include "config/option/tag_test.hpp"
#include "daemon/app/command/store/planned_pages.hpp"
#include "daemon/app/command/store/rows/row_text.hpp"
#include "daemon/app/command/store/store_question.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/history.hpp"
#include "daemon/app/wall_clock.hpp"

#include <utility>

namespace arna {
namespace {

/// How many articles of each kind a plan shows for every tag.
constexpr std::size_t examples = 5;

std::expected<StoreAnswer, CommandError> prepare(const QuestionContext& context) {
    return [&loaded = context.loaded](StoreReader& reader, const TakeRow& take) -> CommandEnd {
        for (const auto& plan : plan_history(reader, loaded, examples, wall_clock_now()))
            if (!take(row_of(plan))) return ExitStatus::done;
        for (auto& row : plan_pages(reader, loaded))
            if (!take(std::move(row))) break;
        return ExitStatus::done;
    };
}

std::string row_text(const boost::json::object& row) {
    return row.contains("tag") ? plan_text(row) : planned_pages_text(row);
}

constexpr StoreQuestion question{.prepare = prepare, .text = row_text, .is_about_callers_rules = true};

ExitStatus run_plan(const Invocation& invocation) {
    auto request = config_request(invocation);
    if (invocation.arguments.has("FILE")) request.file = invocation.arguments.text("FILE");
    const auto loaded = load_or_report(request, Warnings::told);
    if (!loaded) return ExitStatus::wrong;
    const auto failures = run_tag_tests(*loaded, wall_clock_now());
    report(failures);
    return failures.empty() ? ask_store(invocation, *loaded) : ExitStatus::wrong;
}

} // namespace

Command plan_command() {
    return {.name = "plan",
            .summary = "Shows what a changed configuration would do to each tag",
            .arguments = {{.name = "FILE", .help = "The changed configuration; without it, that of -c"}},
            .options = {},
            .examples = {{"arna plan new.toml", "over the stored history, with examples"},
                         {"arna plan --json", "what the edited file would do, for programs"}},
            .statuses = {{ExitStatus::done, "shown; nothing was changed"},
                         {ExitStatus::wrong, "wrong usage or configuration, or a test of a tag fails"},
                         {ExitStatus::cannot, "the store cannot be read"}},
            .run = run_plan,
            .question = &question};
}

} // namespace arna
