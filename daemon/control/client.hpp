#pragma once
#include "daemon/control/message.hpp"
#include "daemon/file/descriptor.hpp"
#include "feeds/text/error.hpp"

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace arna {

/// Where the daemon of a state directory may be asked, best first: `runtime_directory` is $RUNTIME_DIRECTORY or empty;
/// an operator's shell has none, and group arna cannot enter the state directory.
[[nodiscard]] std::vector<std::filesystem::path> control_sockets(const std::filesystem::path& runtime_directory,
                                                                 const std::filesystem::path& state);

/// A caller of the daemon. Blocking; for one thread.
class ControlClient {
public:
    /// Connects to the first of `sockets` whose greeting names the directory `state`. Errc::not_found: no daemon of
    /// this state answers; the message names the state of another that does. Errc::refused: one may be there, but this
    /// user may not ask it. Errc::conflict: it speaks another protocol; the message is "the daemon is version X".
    [[nodiscard]] static Result<ControlClient> connect(std::span<const std::filesystem::path> sockets,
                                                       const std::filesystem::path& state);

    [[nodiscard]] const ControlGreeting& greeting() const { return greeting_; }

    /// The daemon's process, as the kernel says it; 0: of another name space.
    [[nodiscard]] pid_t daemon_pid() const;

    /// Sends the one request of this connection. Errc::limit_exceeded: over 1 MiB.
    [[nodiscard]] Result<void> ask(const ControlRequest& request);

    /// The next line of the answer; after an end or an error there is none. Errc::unavailable: the daemon ended, or
    /// said nothing for `patience`.
    [[nodiscard]] Result<ControlAnswer> next(std::chrono::milliseconds patience = std::chrono::seconds(10));

    /// The open file that came with what was read last; none if none did.
    [[nodiscard]] Descriptor take_file() { return std::move(file_); }

private:
    explicit ControlClient(Descriptor socket) : socket_(std::move(socket)) {}

    [[nodiscard]] static Result<ControlClient> try_socket(const std::filesystem::path& path);
    [[nodiscard]] Result<std::string> read_line(std::chrono::milliseconds patience);
    [[nodiscard]] ssize_t read_some(std::span<char> bytes);

    Descriptor socket_;
    ControlGreeting greeting_;
    std::string buffer_;
    Descriptor file_;
};

} // namespace arna
