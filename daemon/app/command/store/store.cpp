#include "daemon/app/command/store/store.hpp"

#include "daemon/app/command/store/store_question.hpp"
#include "daemon/app/shown_text.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <string>
#include <string_view>

namespace arna {
namespace {

namespace json = boost::json;

/// A row for each thing that is wrong.
CommandEnd check(StoreReader& reader, const TakeRow& take) {
    const auto problems = reader.check();
    for (const auto& problem : problems)
        if (!take({{"problem", problem}})) break;
    if (problems.empty()) take({{"problems", 0}});
    return problems.empty() ? ExitStatus::done : ExitStatus::no;
}

CommandEnd stats(StoreReader& reader, const TakeRow& take) {
    const auto found = reader.stats();
    take({{"sources", found.sources},
          {"tags", found.tags},
          {"articles", found.articles},
          {"memberships", found.memberships},
          {"appearances", found.appearances},
          {"revisions", found.revisions},
          {"file_bytes", found.file_bytes},
          {"free_bytes", found.free_bytes},
          {"log_bytes", found.log_bytes}});
    return ExitStatus::done;
}

std::expected<StoreAnswer, CommandError> prepare(const QuestionContext& context) {
    const auto& action = context.arguments.text("ACTION");
    if (action == "check") return StoreAnswer(check);
    if (action == "stats") return StoreAnswer(stats);
    return std::unexpected(
        CommandError{.where = "store", .what = fmt::format("'{}' is neither check nor stats", action)});
}

std::string text(const json::object& row) {
    if (const auto* problem = row.if_contains("problem")) return shown_text(problem->as_string()) + '\n';
    if (row.contains("problems")) return "nothing is wrong\n";
    std::string lines;
    for (const auto& [name, value] : row) {
        const bool is_bytes = std::string_view(name).ends_with("_bytes");
        const auto count = value.to_number<std::int64_t>();
        lines += is_bytes ? fmt::format("{:<12} {:>12.1f} MiB\n", std::string_view(name).substr(0, name.size() - 6),
                                        static_cast<double>(count) / (1 << 20))
                          : fmt::format("{:<12} {:>12}\n", std::string_view(name), count);
    }
    return lines;
}

constexpr StoreQuestion question{.prepare = prepare, .text = text};

} // namespace

Command store_command() {
    return {.name = "store",
            .summary = "Checks the database, or counts what is in it",
            .arguments = {{.name = "ACTION",
                           .help = "check: every page and what belongs together; stats: counts and sizes",
                           .is_required = true,
                           .words = {"check", "stats"}}},
            .options = {},
            .examples = {{"arna store check", "after a crash of the machine; takes as long as reading the file"},
                         {"arna store stats --json", "for a script"}},
            .statuses = {{ExitStatus::done, "nothing is wrong, or counted"},
                         {ExitStatus::no, "something is wrong; a line for each"},
                         {ExitStatus::wrong, "wrong usage or configuration"},
                         {ExitStatus::cannot, "the store cannot be read"}},
            .run = ask_store,
            .question = &question};
}

} // namespace arna
