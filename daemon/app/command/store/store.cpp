#include "daemon/app/command/store/store.hpp"

#include "daemon/app/command/store/restore.hpp"
#include "daemon/app/command/store/store_question.hpp"
#include "daemon/app/shown_text.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

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

std::unexpected<CommandError> wrong(std::string what) {
    return std::unexpected(CommandError{.where = "store", .what = std::move(what)});
}

std::expected<StoreAnswer, CommandError> prepare(const QuestionContext& context) {
    const auto& action = context.arguments.text("ACTION");
    if (action == "restore") return wrong("'restore' needs the store to itself; stop the daemon first");
    if (action != "check" && action != "stats")
        return wrong(fmt::format("'{}' is neither check, stats nor restore", action));
    if (context.arguments.has("FILE"))
        return wrong(
            fmt::format("'{}' is one argument too many; only restore takes a file", context.arguments.text("FILE")));
    return action == "check" ? StoreAnswer(check) : StoreAnswer(stats);
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

ExitStatus run_store(const Invocation& invocation) {
    return invocation.arguments.text("ACTION") == "restore" ? restore_from_file(invocation) : ask_store(invocation);
}

} // namespace

Command store_command() {
    return {.name = "store",
            .summary = "Checks the database, counts what is in it, or puts a copy in its place",
            .arguments = {{.name = "ACTION",
                           .help = "check: every page and what belongs together; stats: counts and sizes; restore: a "
                                   "copy becomes the database, the old one is kept as arna.db.replaced",
                           .is_required = true,
                           .words = {"check", "restore", "stats"}},
                          {.name = "FILE", .help = "The copy to restore; the daemon must be stopped"}},
            .options = {},
            .examples = {{"arna store check", "after a crash of the machine; takes as long as reading the file"},
                         {"arna store stats --json", "for a script"},
                         {"arna store restore /srv/backup/arna.db", "after systemctl stop arna.socket arna.service"}},
            .statuses = {{ExitStatus::done, "nothing is wrong, or counted, or restored"},
                         {ExitStatus::no, "something is wrong; a line for each"},
                         {ExitStatus::wrong, "wrong usage or configuration"},
                         {ExitStatus::cannot,
                          "the store cannot be read, or the copy not be restored; nothing was changed"}},
            .run = run_store,
            .question = &question};
}

} // namespace arna
