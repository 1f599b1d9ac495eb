#include "daemon/app/command/service/support.hpp"

#include "config/print.hpp"
#include "daemon/app/command/service/doctor.hpp"
#include "daemon/app/command/store/store_question.hpp"
#include "daemon/app/command/table/reply.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/engine/owner.hpp"
#include "daemon/app/support/archive.hpp"
#include "daemon/app/support/metrics_of.hpp"
#include "daemon/app/support/run_program.hpp"
#include "daemon/app/support/source_names.hpp"
#include "daemon/app/support/versions.hpp"
#include "daemon/app/terminal/shown_text.hpp"
#include "daemon/app/terminal/standard_io.hpp"
#include "daemon/app/wall_clock.hpp"
#include "daemon/file/new_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {
namespace {

constexpr std::size_t longest_log = std::size_t{8} << 20;
constexpr auto log_lines = "2000";

/// The last lines of the journal, where this user may read it.
std::string journal() {
    const std::array<std::string, 8> words{"/usr/bin/journalctl", "--unit=arna", "--lines",  log_lines,
                                           "--no-pager",          "--quiet",     "--output", "short-iso"};
    return output_of(words, longest_log);
}

/// The rows of a command, a line each; else why there are none.
std::string rows(std::string_view name, const Arguments& arguments, const LoadedConfig& loaded) {
    const auto found = ask_for_rows(*find_command(name), arguments, loaded);
    if (!found) return fmt::format("{}: {}\n", found.error().where, found.error().what);
    std::string text;
    for (const auto& row : *found) text += json_line(row) + '\n';
    return text;
}

std::string diagnoses(const Invocation& invocation) {
    std::string text;
    examine(invocation, [&](const Diagnosis& diagnosis) { text += text_of(diagnosis); });
    return text;
}

std::string messages(const std::vector<Diagnostic>& diagnostics) {
    std::string text;
    for (const auto& diagnostic : diagnostics) text += text_of(diagnostic) + '\n';
    return text;
}

/// Everything, under the name that it gets. What cannot be had says why, or is left out.
std::vector<ArchiveMember> collect(const Invocation& invocation) {
    const auto request = config_request(invocation);
    const auto loaded = load_config(request);
    std::vector<ArchiveMember> members{{"versions.txt", versions_text()}};
    if (auto system = read_input("/etc/os-release")) members.push_back({"os-release", std::move(*system)});
    members.push_back({"log.txt", journal()});
    members.push_back({"doctor.txt", diagnoses(invocation)}); // from here on root may be the store's owner
    if (!loaded) {
        members.push_back({"errors.txt", messages(loaded.error())});
        return members;
    }
    Arguments counted;
    counted.add("ACTION", "stats");
    members.push_back({"config.toml", print_config(loaded->config, request.environment)});
    members.push_back({"warnings.txt", messages(loaded->warnings)});
    members.push_back({"status.json", rows("status", {}, *loaded)});
    members.push_back({"store.json", rows("store", counted, *loaded)});
    members.push_back({"metrics.txt", metrics_of(loaded->config)});
    if (!invocation.arguments.has("--addresses")) {
        const SourceNames names(loaded->config);
        for (auto& member : members) member.bytes = names.replace_in(member.bytes);
    }
    return members;
}

std::string listing(const std::vector<ArchiveMember>& members) {
    std::string text;
    for (const auto& member : members) text += fmt::format("{:>9}  {}\n", member.bytes.size(), member.name);
    return text;
}

CommandError cannot(std::string what) {
    return {.status = ExitStatus::cannot, .where = "support", .what = std::move(what)};
}

ExitStatus run_support(const Invocation& invocation) {
    const std::filesystem::path path = invocation.arguments.text("FILE");
    auto file = NewFile::create(path); // with the rights of whoever asks
    if (!file) return report(cannot(std::move(file.error().message)));
    auto members = collect(invocation);
    std::erase_if(members, [](const ArchiveMember& member) { return member.bytes.empty(); });
    auto listed = listing(members);
    for (auto& member : members) member.name.insert(0, "arna-support/");
    const auto packed = tar_gz(members, wall_clock_now());
    if (!packed) return report(cannot(packed.error().message));
    become_caller_again();
    if (const auto kept = file->write(*packed); !kept) return report(cannot(kept.error().message));
    if (const auto kept = file->keep(); !kept) return report(cannot(kept.error().message));
    return write_output(
        fmt::format("{}, for you to look through before you send it:\n{}", shown_text(path.string()), listed));
}

} // namespace

Command support_command() {
    return {
        .name = "support",
        .summary = "Packs what somebody needs who is to help, without secrets",
        .arguments = {{.name = "FILE", .help = "The archive, a .tar.gz; must not be there yet", .is_required = true}},
        .options = {{"--addresses", "", "Leave the addresses of sources in; else their names stand for them"}},
        .examples = {{"sudo arna support arna.tar.gz", "configuration, status, metrics, log, doctor, versions"},
                     {"sudo arna support --addresses arna.tar.gz", "where the addresses of sources matter"}},
        .statuses = {{ExitStatus::done, "written; what is in it is listed"},
                     {ExitStatus::wrong, "wrong usage"},
                     {ExitStatus::cannot, "FILE cannot be written; nothing is left"}},
        .run = run_support};
}

} // namespace arna
