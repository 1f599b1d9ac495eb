#include "daemon/control/client.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <system_error>
#include <utility>

namespace arna {
namespace {

using namespace std::chrono_literals;

constexpr auto greeting_patience = 2'000ms;                   ///< a daemon that is there greets at once
constexpr std::size_t longest_answer = std::size_t{64} << 20; ///< a row holds one article at most

bool is_same_directory(const std::string& one, const std::filesystem::path& other) {
    std::error_code error;
    return one == other.lexically_normal().string() || std::filesystem::equivalent(one, other, error);
}

} // namespace

std::vector<std::filesystem::path> control_sockets(const std::filesystem::path& runtime_directory,
                                                   const std::filesystem::path& state) {
    std::vector<std::filesystem::path> sockets;
    if (!runtime_directory.empty()) sockets.push_back(runtime_directory / "control");
    sockets.emplace_back("/run/arna/control");
    sockets.push_back(state / "control");
    return sockets;
}

Result<ControlClient> ControlClient::try_socket(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.native().size() >= sizeof address.sun_path) return fail(Errc::not_found, "its path is too long");
    std::memcpy(address.sun_path, path.c_str(), path.native().size());
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!socket || ::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        const auto code = errno == EACCES || errno == EPERM ? Errc::refused : Errc::not_found;
        return fail(code, std::strerror(errno)); // NOLINT(concurrency-mt-unsafe): glibc's is safe
    }
    ControlClient client(std::move(socket));
    const auto line = client.read_line(greeting_patience);
    if (!line) return fail(Errc::not_found, line.error().message);
    auto greeting = read_greeting(*line);
    if (!greeting) return fail(Errc::not_found, greeting.error().message);
    client.greeting_ = std::move(*greeting);
    return client;
}

Result<ControlClient> ControlClient::connect(std::span<const std::filesystem::path> sockets,
                                             const std::filesystem::path& state) {
    std::optional<std::filesystem::path> forbidden;
    std::string elsewhere;
    for (const auto& path : sockets) {
        auto client = try_socket(path);
        if (!client) {
            if (client.error().code == Errc::refused && !forbidden) forbidden = path;
            continue;
        }
        if (!is_same_directory(client->greeting_.state, state)) {
            if (elsewhere.empty()) elsewhere = client->greeting_.state;
            continue;
        }
        if (client->greeting_.protocol != control_protocol)
            return fail(Errc::conflict, fmt::format("the daemon is version {}", client->greeting_.version));
        return client;
    }
    if (forbidden) return fail(Errc::refused, fmt::format("{} may be opened by group arna alone", forbidden->string()));
    if (!elsewhere.empty())
        return fail(Errc::not_found, fmt::format("no daemon runs in {}; one works in {}", state.string(), elsewhere));
    return fail(Errc::not_found, "no daemon runs");
}

pid_t ControlClient::daemon_pid() const {
    ucred who{};
    socklen_t size = sizeof who;
    return getsockopt(socket_.get(), SOL_SOCKET, SO_PEERCRED, &who, &size) == 0 ? who.pid : 0;
}

Result<void> ControlClient::ask(const ControlRequest& request) {
    const auto line = control_line(request);
    if (line.size() > longest_control_line) return fail(Errc::limit_exceeded, "the request is longer than 1 MiB");
    for (std::size_t sent = 0; sent < line.size();) {
        const auto count = ::send(socket_.get(), line.data() + sent, line.size() - sent, MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR) continue;
        // One that is busy hangs up at once: what it said is still to be read.
        if (count < 0 && (errno == EPIPE || errno == ECONNRESET)) return {};
        if (count < 0) return fail(Errc::io, std::strerror(errno)); // NOLINT(concurrency-mt-unsafe)
        sent += static_cast<std::size_t>(count);
    }
    return {};
}

/// As recv(); an open file that comes beside the bytes is kept, the last of several.
ssize_t ControlClient::read_some(std::span<char> bytes) {
    constexpr std::size_t most_files = 4; // what does not fit is closed by the system
    alignas(cmsghdr) std::array<char, CMSG_SPACE(most_files * sizeof(int))> control;
    iovec part{.iov_base = bytes.data(), .iov_len = bytes.size()};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const auto count = ::recvmsg(socket_.get(), &message, MSG_CMSG_CLOEXEC);
    if (count < 0) return count;
    for (cmsghdr* head = CMSG_FIRSTHDR(&message); head != nullptr; head = CMSG_NXTHDR(&message, head)) {
        if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS) continue;
        for (std::size_t at = 0; at + sizeof(int) <= head->cmsg_len - CMSG_LEN(0); at += sizeof(int)) {
            int received = -1;
            std::memcpy(&received, CMSG_DATA(head) + at, sizeof received);
            file_ = Descriptor(received);
        }
    }
    return count;
}

Result<ControlAnswer> ControlClient::next(std::chrono::milliseconds patience) {
    const auto line = read_line(patience);
    if (!line) return std::unexpected(line.error());
    return read_answer(*line);
}

Result<std::string> ControlClient::read_line(std::chrono::milliseconds patience) {
    std::size_t searched = 0;
    while (true) {
        const auto end = buffer_.find('\n', searched);
        if (end != std::string::npos) {
            auto line = buffer_.substr(0, end);
            buffer_.erase(0, end + 1);
            return line;
        }
        searched = buffer_.size();
        if (searched > longest_answer) return fail(Errc::limit_exceeded, "the daemon's answer has no end");
        pollfd readable{.fd = socket_.get(), .events = POLLIN, .revents = 0};
        const int ready = ::poll(&readable, 1, static_cast<int>(patience.count()));
        if (ready < 0 && errno == EINTR) continue;
        if (ready == 0)
            return fail(Errc::unavailable,
                        fmt::format("the daemon has said nothing for {} s", patience.count() / 1000));
        std::array<char, 65'536> bytes;
        const auto count = read_some(bytes);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return fail(Errc::unavailable, "the daemon ended before its answer did");
        buffer_.append(bytes.data(), static_cast<std::size_t>(count));
    }
}

} // namespace arna
