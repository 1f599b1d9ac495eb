#include "daemon/app/daemon/service_manager.hpp"

#include "daemon/file/descriptor.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string_view>

namespace arna::service_manager {
namespace {

/// A variable of the environment, empty where it is not set. It is read and taken away before there are threads.
std::string_view variable(const char* name) {
    const char* value = std::getenv(name); // NOLINT(concurrency-mt-unsafe)
    return value != nullptr ? value : "";
}

/// A variable that is a decimal number, and nothing else.
template <class Number>
std::optional<Number> number(const char* name) {
    const std::string_view text = variable(name);
    Number value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// A datagram to the socket of NOTIFY_SOCKET; "@" begins the name of an abstract one. A manager that does not listen
/// misses it.
void notify(const std::string& state) {
    const std::string_view path = variable("NOTIFY_SOCKET");
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.empty() || path.size() >= sizeof address.sun_path) return;
    std::memcpy(address.sun_path, path.data(), path.size());
    if (path.starts_with('@')) address.sun_path[0] = '\0';
    const Descriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    if (!socket) return;
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
    ::sendto(socket.get(), state.data(), state.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address), size);
}

} // namespace

void starting(std::chrono::microseconds limit) { notify("EXTEND_TIMEOUT_USEC=" + std::to_string(limit.count())); }

void ready(const std::string& status) { notify("READY=1\nSTATUS=" + status); }

void reloading() {
    // Type=notify-reload wants the moment of the monotonic clock with it; Type=notify ignores it.
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    const auto microseconds = std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1'000;
    notify("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(microseconds));
}

void stopping() { notify("STOPPING=1"); }

void status(const std::string& line) { notify("STATUS=" + line); }

void alive() { notify("WATCHDOG=1"); }

std::optional<std::chrono::microseconds> watchdog() {
    const bool is_ours = variable("WATCHDOG_PID").empty() || number<pid_t>("WATCHDOG_PID") == ::getpid();
    const auto microseconds = number<std::int64_t>("WATCHDOG_USEC");
    if (!is_ours || !microseconds || *microseconds <= 0) return std::nullopt;
    return std::chrono::microseconds(*microseconds);
}

std::vector<HandedSocket> handed_sockets() {
    constexpr int first = 3;
    std::vector<HandedSocket> sockets;
    const int count = number<pid_t>("LISTEN_PID") == ::getpid() ? number<int>("LISTEN_FDS").value_or(0) : 0;
    std::string_view names = variable("LISTEN_FDNAMES");
    for (int descriptor = first; descriptor - first < count; ++descriptor) {
        if (::fcntl(descriptor, F_SETFD, FD_CLOEXEC) != 0) break; // no such descriptor: there are fewer
        const std::string_view name = names.substr(0, names.find(':'));
        names.remove_prefix(std::min(name.size() + 1, names.size()));
        sockets.push_back({.descriptor = descriptor, .name = std::string(name)});
    }
    for (const char* name : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"}) ::unsetenv(name);
    return sockets;
}

} // namespace arna::service_manager
