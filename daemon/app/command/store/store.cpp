#include "daemon/app/command/store/store.hpp"

#include "daemon/app/command/store/restore.hpp"
#include "daemon/app/command/store/store_question.hpp"
#include "daemon/app/command/table/call.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/engine/open_store.hpp"
#include "daemon/app/terminal/shown_text.hpp"
#include "daemon/app/terminal/standard_io.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
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
          {"stories", found.stories},
          {"held", found.held},
          {"removed", found.removed},
          {"tombstones", found.tombstones},
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
    if (action == "compact" || action == "restore")
        return wrong(fmt::format("'{}' needs the store to itself; stop the daemon first", action));
    if (action != "check" && action != "stats")
        return wrong(fmt::format("'{}' is neither check, compact, restore nor stats", action));
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

std::uintmax_t size_of_database(const Config& config) {
    std::error_code failure;
    const auto size = std::filesystem::file_size(std::filesystem::path(config.daemon.state) / "arna.db", failure);
    return failure ? 0 : size;
}

/// Rewrites the database without what it does not use; nobody else may have it open.
ExitStatus compact(const Invocation& invocation) {
    const auto loaded = load_or_report(config_request(invocation));
    if (!loaded) return ExitStatus::wrong;
    const auto store = open_store_or_report(loaded->config, StoreUse::ask, "store");
    if (!store) return ExitStatus::cannot;
    const auto before = size_of_database(loaded->config);
    try {
        store->compact();
    } catch (const StoreFailure& failure) {
        report("store", fmt::format("{}; is there room for as much again?", failure.what()));
        return ExitStatus::cannot;
    }
    const auto after = size_of_database(loaded->config);
    const json::object row{{"bytes_before", before}, {"bytes_after", after}};
    return write_output(invocation.json ? json_line(row) + '\n'
                                        : fmt::format("compacted: {:.1f} MiB before, {:.1f} MiB now\n",
                                                      static_cast<double>(before) / (1 << 20),
                                                      static_cast<double>(after) / (1 << 20)));
}

constexpr StoreQuestion question{.prepare = prepare, .text = text};

ExitStatus run_store(const Invocation& invocation) {
    const auto& action = invocation.arguments.text("ACTION");
    if (action == "restore") return restore_from_file(invocation);
    return action == "compact" ? compact(invocation) : ask_store(invocation);
}

} // namespace

Command store_command() {
    return {.name = "store",
            .summary = "Checks the database, counts what is in it, makes its file small, or puts a copy in its place",
            .arguments = {{.name = "ACTION",
                           .help = "check: every page and what belongs together; compact: rewrites the file without "
                                   "what it does not use, while no daemon runs; stats: counts and sizes; restore: a "
                                   "copy becomes the database, the old one is kept as arna.db.replaced",
                           .is_required = true,
                           .words = {"check", "compact", "restore", "stats"}},
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
