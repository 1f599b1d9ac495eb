#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

/// What the daemon and its service manager say to one another (sd_notify(3), sd_listen_fds(3)). Outside systemd every
/// call does nothing. Any thread. The protocol is stable, so that systemd's library, which loads five others, is not
/// needed.
namespace arna::service_manager {

/// The start may take so long from now on: EXTEND_TIMEOUT_USEC.
void starting(std::chrono::microseconds limit);
void ready(const std::string& status); ///< serving: READY=1
void reloading();                      ///< RELOADING=1; ends with ready()
void stopping();                       ///< STOPPING=1
void status(const std::string& line);  ///< shown by `systemctl status`
void alive();                          ///< WATCHDOG=1

/// How long the manager waits between two alive() before it takes the daemon for hung; nothing: it does not watch.
[[nodiscard]] std::optional<std::chrono::microseconds> watchdog();

/// A listening socket that the manager opened for us.
struct HandedSocket {
    int descriptor = -1;
    std::string name; ///< FileDescriptorName= of the socket unit: "admin" is the admin listener, any other is public
};

/// Takes them over, in the order of the unit; a second call gives none. Children do not inherit them.
[[nodiscard]] std::vector<HandedSocket> handed_sockets();

} // namespace arna::service_manager
