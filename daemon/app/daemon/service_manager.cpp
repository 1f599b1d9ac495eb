#include "daemon/app/daemon/service_manager.hpp"

#include <systemd/sd-daemon.h>

#include <cstdint>
#include <cstdlib>
#include <ctime>

namespace arna::service_manager {

void starting(std::chrono::microseconds limit) {
    sd_notify(0, ("EXTEND_TIMEOUT_USEC=" + std::to_string(limit.count())).c_str());
}

void ready(const std::string& status) { sd_notify(0, ("READY=1\nSTATUS=" + status).c_str()); }

void reloading() {
    // Type=notify-reload wants the moment of the monotonic clock with it; Type=notify ignores it.
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    const auto microseconds = std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1'000;
    sd_notify(0, ("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(microseconds)).c_str());
}

void stopping() { sd_notify(0, "STOPPING=1"); }

void status(const std::string& line) { sd_notify(0, ("STATUS=" + line).c_str()); }

void alive() { sd_notify(0, "WATCHDOG=1"); }

std::optional<std::chrono::microseconds> watchdog() {
    std::uint64_t microseconds = 0;
    if (sd_watchdog_enabled(0, &microseconds) <= 0) return std::nullopt;
    return std::chrono::microseconds(microseconds);
}

std::vector<HandedSocket> handed_sockets() {
    std::vector<HandedSocket> sockets;
    char** names = nullptr;
    const int count = sd_listen_fds_with_names(1, &names);
    for (int i = 0; i < count; ++i) {
        sockets.push_back({.descriptor = SD_LISTEN_FDS_START + i, .name = names != nullptr ? names[i] : ""});
        if (names != nullptr) std::free(names[i]); // NOLINT(cppcoreguidelines-no-malloc): systemd's own allocation
    }
    std::free(static_cast<void*>(names)); // NOLINT(cppcoreguidelines-no-malloc)
    return sockets;
}

} // namespace arna::service_manager
