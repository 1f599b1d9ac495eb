#include "daemon/app/doctor/diagnosis.hpp"
#include "daemon/app/engine/owner.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace arna {
namespace {

namespace fs = std::filesystem;
using Verdict = Diagnosis::Verdict;

constexpr mode_t others_anything = 0007, group_writes = 0020, others_write = 0002;

Diagnosis check_state(const fs::path& state) {
    struct stat found{};
    if (::stat(state.c_str(), &found) != 0) {
        const bool is_missing = errno == ENOENT;
        return {is_missing ? Verdict::warn : Verdict::fail, "state directory",
                fmt::format("{}: {}", state.string(), std::strerror(errno)), // NOLINT(concurrency-mt-unsafe)
                is_missing ? "'arna run' or 'arna poll' makes it" : "run arna doctor as root or as its owner"};
    }
    if (const auto allowed = may_use(state, "doctor"); !allowed)
        return {Verdict::fail, "state directory", allowed.error().message, ""};
    if ((found.st_mode & (others_anything | group_writes)) != 0)
        return {Verdict::warn, "state directory",
                fmt::format("{} is open to others (mode {:o})", state.string(), found.st_mode & 07777),
                fmt::format("chmod 0700 {}", state.string())};
    return {Verdict::ok, "state directory", state.string(), ""};
}

/// Files of another owner in it, such as root's: the daemon could not write them.
std::vector<Diagnosis> check_files(const fs::path& state) {
    struct stat directory{};
    if (::stat(state.c_str(), &directory) != 0) return {};
    std::vector<Diagnosis> found;
    std::error_code failure;
    for (fs::directory_iterator entry(state, failure), end; !failure && entry != end; entry.increment(failure)) {
        struct stat file{};
        if (::lstat(entry->path().c_str(), &file) != 0 || file.st_uid == directory.st_uid) continue;
        found.push_back({Verdict::fail, "state directory", fmt::format("{} is another user's", entry->path().string()),
                         fmt::format("chown --reference={} {}", state.string(), entry->path().string())});
    }
    return found;
}

} // namespace

std::vector<Diagnosis> check_owners(const Config& config) {
    std::vector<Diagnosis> found{check_state(config.daemon.state)};
    for (auto& finding : check_files(config.daemon.state)) found.push_back(std::move(finding));
    for (const auto& file : config.files) {
        struct stat status{};
        if (::stat(file.c_str(), &status) != 0) continue; // a variable of the environment
        if ((status.st_mode & others_write) != 0)
            found.push_back({Verdict::fail, "configuration", fmt::format("everybody may write {}", file),
                             fmt::format("chmod o-w {}", file)});
    }
    return found;
}

} // namespace arna
