#include "daemon/app/command/setup/import.hpp"

#include "config/option/tag_test.hpp"
#include "daemon/app/command/setup/opml_draft.hpp"
#include "daemon/app/command/setup/source_draft.hpp"
#include "daemon/app/command/table/reply.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/terminal/standard_io.hpp"
#include "daemon/app/wall_clock.hpp"
#include "daemon/file/new_file.hpp"
#include "feeds/text/charset/charset.hpp"
#include "feeds/text/date/date.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace arna {
namespace {

/// Why an import came to nothing: a place and a clause.
CommandError cannot(const std::filesystem::path& where, std::string what) {
    return {.status = ExitStatus::cannot, .where = where.string(), .what = std::move(what)};
}

std::expected<OpmlList, CommandError> read_list(const std::string& file) {
    auto bytes = read_input(file);
    if (!bytes)
        return std::unexpected(CommandError{
            .status = status_of(bytes.error().code), .where = file, .what = std::move(bytes.error().message)});
    auto list = read_opml(decode(std::move(*bytes), {}).text);
    if (list) return std::move(*list);
    return std::unexpected(CommandError{
        .where = file, .what = list.error().message + "; give a subscription list, as feed readers export it"});
}

/// "conf.d/subscriptions.toml" of "~/subscriptions.opml", then "…-2.toml".
std::filesystem::path target(const std::filesystem::path& directory, const std::string& file, std::size_t number) {
    auto name = file == "-" ? std::string("opml") : std::filesystem::path(file).stem().string();
    while (name.starts_with('.')) name.erase(0, 1); // hidden files are no part of the configuration
    if (name.empty()) name = "opml";
    return directory / fmt::format("{}{}.toml", name, number == 0 ? "" : fmt::format("-{}", number + 1));
}

constexpr auto taken_name = "is there already; remove it, or give the list another name";

/// Also a link that leads nowhere.
bool is_there(const std::filesystem::path& path) {
    std::error_code error;
    return std::filesystem::exists(std::filesystem::symlink_status(path, error));
}

/// Makes conf.d with the mode and group of the directory around it.
std::expected<struct stat, CommandError> make_directory(const std::filesystem::path& directory) {
    struct stat found{};
    if (::stat(directory.c_str(), &found) == 0) return found;
    struct stat around{};
    const auto parent = directory.has_parent_path() ? directory.parent_path() : std::filesystem::path(".");
    const bool is_made = ::stat(parent.c_str(), &around) == 0 && ::mkdir(directory.c_str(), 0700) == 0 &&
                         ::chown(directory.c_str(), static_cast<uid_t>(-1), around.st_gid) == 0 &&
                         ::chmod(directory.c_str(), around.st_mode & 07777) == 0 &&
                         ::stat(directory.c_str(), &found) == 0;
    if (!is_made) return std::unexpected(cannot(directory, fmt::format("cannot be made: {}", std::strerror(errno))));
    return found;
}

Result<void> write_file(const DraftFile& draft, const struct stat& folder) {
    auto file = NewFile::create(draft.path);
    if (!file) return std::unexpected(file.error());
    if (auto written = file->write(draft.text); !written) return written;
    if (auto shared = file->share(folder.st_mode & 0666, folder.st_gid); !shared) return shared;
    return file->keep();
}

/// All or none.
std::expected<void, CommandError> write_files(const std::vector<DraftFile>& files,
                                              const std::filesystem::path& directory) {
    const auto folder = make_directory(directory);
    if (!folder) return std::unexpected(folder.error());
    for (std::size_t i = 0; i < files.size(); ++i) {
        const auto written = write_file(files[i], *folder);
        if (written) continue;
        std::error_code ignored;
        for (std::size_t j = 0; j < i; ++j) std::filesystem::remove(files[j].path, ignored);
        return std::unexpected(
            CommandError{.status = ExitStatus::cannot, .where = "import", .what = written.error().message});
    }
    return {};
}

/// Whether the whole configuration holds with the new files; says what is wrong if not.
bool passes_check(LoadRequest request, const std::vector<DraftFile>& files) {
    request.drafts = files;
    const auto loaded = load_or_report(request);
    if (!loaded) return false;
    const auto failures = run_tag_tests(*loaded, wall_clock_now());
    report(failures);
    return failures.empty();
}

ExitStatus tell(const OpmlDraft& draft, const std::vector<DraftFile>& files, bool as_json) {
    std::string names;
    boost::json::array paths;
    for (const auto& file : files) {
        names += fmt::format("{}{}", names.empty() ? "" : ", ", file.path.string());
        paths.push_back(boost::json::value(file.path.string()));
    }
    if (!as_json)
        return write_output(fmt::format("{}: {} source{}; arna reload takes it over\n", names, draft.taken,
                                        draft.taken == 1 ? "" : "s"));
    boost::json::array remarks;
    for (const auto& remark : draft.remarks)
        remarks.push_back({{"where", remark.where}, {"what", remark.what}, {"left_out", remark.is_left_out}});
    return write_output(json_line({{"files", paths}, {"sources", draft.taken}, {"remarks", remarks}}) + '\n');
}

ExitStatus run_import(const Invocation& invocation) {
    const auto& file = invocation.arguments.text("FILE");
    const auto list = read_list(file);
    if (!list) return report(list.error());
    const auto request = config_request(invocation, SecretsNeeded::no, StateNeeded::no);
    const auto present = load_or_report(request);
    if (!present) return ExitStatus::wrong;

    const auto directory = request.file.parent_path() / "conf.d";
    if (const auto first = target(directory, file, 0); is_there(first)) return report(cannot(first, taken_name));
    const auto today = format_rfc3339(wall_clock_now()).substr(0, 10);
    const auto title =
        fmt::format("Written by arna import on {} from {}", today,
                    file == "-" ? "standard input" : draft_text(std::filesystem::path(file).filename().string()));
    const auto draft = draft_opml(*list, present->config, title);
    for (const auto& remark : draft.remarks) report(remark.where, remark.what);
    const bool is_whole = std::ranges::none_of(draft.remarks, &OpmlRemark::is_left_out);
    if (draft.taken == 0) {
        report(file, list->subscriptions.empty() ? "lists no feed; nothing was written"
                                                 : "nothing in it is new; nothing was written");
        return ExitStatus::no;
    }
    std::vector<DraftFile> files;
    for (const auto& text : draft.texts) files.push_back({target(directory, file, files.size()), text});
    for (const auto& [path, text] : files)
        if (is_there(path)) return report(cannot(path, taken_name));
    if (!passes_check(request, files)) return ExitStatus::wrong;
    if (const auto written = write_files(files, directory); !written) return report(written.error());
    const auto told = tell(draft, files, invocation.json);
    return told == ExitStatus::done && !is_whole ? ExitStatus::no : told;
}

} // namespace

Command import_command() {
    return {.name = "import",
            .summary = "Takes over the subscriptions of a feed reader, into conf.d",
            .arguments = {{.name = "FORMAT", .help = "opml", .is_required = true, .words = {"opml"}},
                          {.name = "FILE", .help = "The list; - is standard input", .is_required = true}},
            .options = {},
            .examples = {{"arna import opml subscriptions.opml", "writes conf.d/subscriptions.toml"},
                         {"curl -s https://reader.example/opml | arna import opml -", "writes conf.d/opml.toml"}},
            .statuses = {{ExitStatus::done, "all taken over"},
                         {ExitStatus::no, "some were left out: a line for each says why"},
                         {ExitStatus::wrong, "no OPML, or the configuration would have errors; nothing was written"},
                         {ExitStatus::cannot, "the file is there already, or cannot be written or read"}},
            .run = run_import};
}

} // namespace arna
