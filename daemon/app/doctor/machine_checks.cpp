#include "daemon/app/doctor/diagnosis.hpp"
#include "daemon/file/free_bytes.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/statvfs.h>

#include <cstdint>
#include <filesystem>
#include <system_error>

namespace arna {
namespace {

namespace fs = std::filesystem;
using Verdict = Diagnosis::Verdict;

constexpr std::uint64_t mib = 1u << 20, gib = 1u << 30;
constexpr std::uint64_t too_few = 100 * mib; ///< a store that grows stops soon
constexpr std::uint64_t few = gib;

constexpr auto zones = "/usr/share/zoneinfo/Asia/Almaty";
constexpr auto certificates = "/etc/ssl/certs/ca-certificates.crt";

/// Connections of readers, and files of our own: database, log, sockets.
constexpr std::int64_t files_besides_polls = 256 + 64;

} // namespace

Diagnosis check_free_space(const Config& config) {
    Diagnosis found{.check = "free space"};
    const auto& state = config.daemon.state;
    struct statvfs system{};
    const auto free = free_bytes(state);
    if (!free || ::statvfs(state.c_str(), &system) != 0)
        return {Verdict::warn, found.check, fmt::format("{} cannot be looked at", state),
                "run it as root or as its owner; 'arna run' makes it"};
    const auto whole = std::uint64_t{system.f_blocks} * system.f_frsize;
    const auto percent = whole == 0 ? 0 : *free * 100 / whole;
    found.says = fmt::format("{:.1f} GiB free in {}, {} %", static_cast<double>(*free) / gib, state, percent);
    if (*free < too_few)
        found.verdict = Verdict::fail;
    else if (*free < few || percent < 5)
        found.verdict = Verdict::warn;
    if (found.verdict != Verdict::ok) found.hint = "make room, or move the state directory";
    return found;
}

Diagnosis check_time_zones() {
    std::error_code error;
    if (fs::exists(zones, error)) return {Verdict::ok, "time zones", "there", ""};
    return {Verdict::fail, "time zones", fmt::format("{} is missing", zones), "apt install tzdata"};
}

Diagnosis check_certificates() {
    std::error_code error;
    const auto size = fs::file_size(certificates, error);
    if (!error && size > 0) return {Verdict::ok, "certificates", certificates, ""};
    return {Verdict::fail, "certificates", fmt::format("{} is missing or empty", certificates),
            "apt install ca-certificates; without them no https source can be polled"};
}

Diagnosis check_open_files(const Config& config) {
    rlimit limit{};
    const auto needed = static_cast<std::uint64_t>(config.fetch.concurrency + files_besides_polls);
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= needed)
        return {Verdict::ok, "open files", fmt::format("{} allowed here, {} needed", limit.rlim_cur, needed), ""};
    return {Verdict::warn, "open files", fmt::format("{} allowed here, {} needed", limit.rlim_cur, needed),
            "set LimitNOFILE= in the unit, or lower fetch.concurrency"};
}

} // namespace arna
