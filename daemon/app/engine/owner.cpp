#include "daemon/app/engine/owner.hpp"

#include <fmt/format.h>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

namespace arna {
namespace {

namespace fs = std::filesystem;

struct Ids {
    uid_t user;
    gid_t group;
};

/// Errc::refused: this user may not look. Nothing: it does not exist.
Result<std::optional<Ids>> owner_of(const fs::path& state) {
    struct stat found{};
    if (::stat(state.c_str(), &found) == 0) return Ids{found.st_uid, found.st_gid};
    if (errno == EACCES) return fail(Errc::refused, std::strerror(errno)); // NOLINT(concurrency-mt-unsafe)
    return std::nullopt;
}

/// "arna"; "#999" where the user has no name.
std::string name_of(uid_t user) {
    std::array<char, 4096> room{};
    passwd entry{};
    passwd* found = nullptr;
    const bool is_known = ::getpwuid_r(user, &entry, room.data(), room.size(), &found) == 0 && found != nullptr;
    return is_known ? entry.pw_name : fmt::format("#{}", user);
}

std::string advice(const std::string& name, std::string_view command) {
    const auto quoted = name.starts_with('#') ? "'" + name + "'" : name;
    return fmt::format("run it as {}: sudo -u {} arna {}{}…", name, quoted, command, command.empty() ? "" : " ");
}

} // namespace

Result<void> may_use(const fs::path& state, std::string_view command) {
    if (::geteuid() == 0) return {};
    const auto owner = owner_of(state);
    if (!owner)
        return fail(Errc::refused,
                    fmt::format("this user may not look into {}; {}", state.string(), advice("arna", command)));
    if (!*owner || (*owner)->user == ::geteuid()) return {};
    const auto name = name_of((*owner)->user);
    return fail(Errc::refused, fmt::format("{} belongs to {}; {}", state.string(), name, advice(name, command)));
}

Result<void> become_owner(const fs::path& state, std::string_view command) {
    if (auto allowed = may_use(state, command); !allowed) return allowed;
    if (::geteuid() != 0) return {};
    const auto owner = owner_of(state);
    if (!owner || !*owner || (*owner)->user == 0) return {};
    const auto [user, group] = **owner;
    if (::setgroups(1, &group) == 0 && ::setegid(group) == 0 && ::seteuid(user) == 0) return {};
    return fail(Errc::refused, fmt::format("root cannot act as {}, to whom {} belongs: {}; {}", name_of(user),
                                           state.string(), std::strerror(errno), // NOLINT(concurrency-mt-unsafe)
                                           advice(name_of(user), command)));
}

void become_caller_again() {
    if (::getuid() != 0 || ::geteuid() == 0) return;
    if (::seteuid(0) != 0) return;
    (void)::setegid(::getgid());
    const gid_t own = ::getgid();
    (void)::setgroups(1, &own);
}

} // namespace arna
