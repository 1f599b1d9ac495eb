#include "daemon/app/command/store/backup.hpp"

#include "daemon/app/backup/open_copy.hpp"
#include "daemon/app/command/table/call.hpp"
#include "daemon/app/command/table/reply.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/engine/open_store.hpp"
#include "daemon/app/engine/owner.hpp"
#include "daemon/app/terminal/shown_text.hpp"
#include "daemon/app/terminal/standard_io.hpp"
#include "daemon/file/copy_bytes.hpp"
#include "daemon/file/free_bytes.hpp"
#include "daemon/file/new_file.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <expected>
#include <filesystem>
#include <string>
#include <utility>

namespace arna {
namespace {

namespace fs = std::filesystem;

CommandError cannot(std::string what) {
    return {.status = ExitStatus::cannot, .where = "backup", .what = std::move(what)};
}

/// The copy that a running daemon makes; nothing if none runs.
std::optional<std::expected<OpenCopy, CommandError>> copy_by_daemon(const Invocation& invocation,
                                                                    const Config& config) {
    OpenCopy copy;
    const TakeRow take = [&copy](const boost::json::object& row) {
        copy.bytes = row.at("bytes").to_number<std::uint64_t>();
        copy.articles = row.at("articles").to_number<std::int64_t>();
        return true;
    };
    const auto end = ask_daemon(invocation, config, take, {.file = &copy.file});
    if (!end) return std::nullopt;
    if (!*end) return std::unexpected(end->error());
    if (!copy.file) return std::unexpected(cannot("the daemon sent no copy"));
    return copy;
}

/// In the store's directory with its owner's rights, which end with it.
std::expected<OpenCopy, CommandError> copy_alone(const Invocation& invocation, const Config& config) {
    const auto store = open_own_store(config, StoreUse::ask, invocation.command->name);
    if (!store) return std::unexpected(store.error());
    auto copy = open_copy(*(*store)->open_reader(), config.daemon.state);
    if (!copy) return std::unexpected(cannot(std::move(copy.error().message)));
    return std::move(*copy);
}

/// Writes what the copy holds to the new file and gives that its name.
Result<void> keep(const OpenCopy& copy, NewFile& file, const fs::path& path) {
    const auto directory = path.has_parent_path() ? path.parent_path() : fs::path(".");
    if (const auto missing = missing_bytes(directory, copy.bytes); !missing.empty())
        return fail(Errc::io, fmt::format("{}; make room there, or name another file", missing));
    if (const auto written = copy_bytes(copy.file.get(), file.descriptor()); !written)
        return fail(Errc::io, fmt::format("cannot write {}: {}", path.string(), written.error().message));
    return file.keep();
}

ExitStatus run_backup(const Invocation& invocation) {
    const auto loaded = load_or_report(config_request(invocation));
    if (!loaded) return ExitStatus::wrong;
    const fs::path path = invocation.arguments.text("FILE");
    auto file = NewFile::create(path); // with the rights of whoever asks
    if (!file) return report(cannot(std::move(file.error().message)));
    auto made = copy_by_daemon(invocation, loaded->config);
    const auto copy = made ? std::move(*made) : copy_alone(invocation, loaded->config);
    become_caller_again();
    if (!copy) return report(copy.error());
    if (const auto kept = keep(*copy, *file, path); !kept) return report(cannot(kept.error().message));
    if (invocation.json)
        return write_output(json_line({{"file", path.string()}, {"bytes", copy->bytes}, {"articles", copy->articles}}) +
                            '\n');
    return write_output(fmt::format("{}: {} articles, {:.1f} MiB\n", shown_text(path.string()),
                                    grouped(static_cast<std::uint64_t>(copy->articles)),
                                    static_cast<double>(copy->bytes) / (1 << 20)));
}

} // namespace

Command backup_command() {
    return {
        .name = "backup",
        .summary = "Copies the database to a file, while the daemon goes on",
        .arguments = {{.name = "FILE",
                       .help = "The copy: it is checked, for you alone to read, and must not be there yet",
                       .is_required = true}},
        .options = {},
        .examples = {{"arna backup /srv/backup/arna.db", "one file, with everything in it"},
                     {"arna backup --json arna.db", "how large it is, for programs"}},
        .statuses = {{ExitStatus::done, "the copy is written and durable"},
                     {ExitStatus::wrong, "wrong usage or configuration"},
                     {ExitStatus::cannot, "there is no room, or the store or FILE cannot be used; nothing is left"}},
        .run = run_backup};
}

} // namespace arna
