#pragma once
#include "daemon/control/client.hpp"
#include "daemon/control/server.hpp"
#include "tests/support/io_thread.hpp"
#include "tests/support/process.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <catch2/catch.hpp>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <chrono>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// A control server that answers commands of its own, and callers that speak in their own way.
namespace arna::control_daemon {

namespace asio = boost::asio;
using Ending = std::variant<ControlEnd, ControlError>;

/// Rows "0" to `rows`; "fail" throws, "wait" works until the caller goes, "file" hands a file over, behind more rows
/// than a socket holds.
inline asio::awaitable<Ending> answer(ControlCall call, ControlReply& reply) {
    const auto& command = call.request.command;
    if (command == "fail") throw std::runtime_error("the disk is on fire");
    if (command == "file") {
        Descriptor file(::memfd_create("copy", MFD_CLOEXEC));
        const bool is_written = ::write(file.get(), "copy", 4) == 4;
        for (int i = 0; i < 2000; ++i) co_await reply.row({{"filling", std::string(1000, 'x')}});
        co_await reply.row_with_file({{"file", true}}, std::move(file));
        co_return ControlEnd{is_written ? 0 : 3, ""};
    }
    if (command == "wait") {
        reply.progress(3, 40);
        asio::steady_timer timer(co_await asio::this_coro::executor);
        while (!reply.is_gone()) {
            timer.expires_after(std::chrono::milliseconds(1));
            co_await timer.async_wait(asio::use_awaitable);
        }
        co_return ControlEnd{};
    }
    const auto rows = call.request.arguments.at("rows").as_int64();
    for (std::int64_t i = 0; i < rows; ++i)
        if (!co_await reply.row({{"n", i}, {"filling", std::string(1000, 'x')}})) break;
    co_return ControlEnd{0, std::to_string(rows) + " rows"};
}

/// A server on a thread of its own.
class Daemon {
public:
    explicit Daemon(ControlLimits limits = {}) {
        io_.run([&] {
            server_ = std::make_unique<ControlServer>(
                io_.executor(), ControlGreeting{.version = "0.2.0", .state = folder_.path().string()}, answer, limits);
            listening_ = server_->listen(socket());
        });
        REQUIRE(listening_);
    }
    ~Daemon() {
        stop();
        io_.run([&] { server_.reset(); });
    }
    void stop() {
        io_.run([](ControlServer& server) -> asio::awaitable<int> {
            co_await server.stop();
            co_return 0;
        }(*server_));
    }
    [[nodiscard]] std::filesystem::path socket() const { return folder_.path() / "control"; }
    [[nodiscard]] std::filesystem::path state() const { return folder_.path(); }
    [[nodiscard]] Result<ControlClient> connect() const {
        const std::vector sockets{socket()};
        return ControlClient::connect(sockets, state());
    }

private:
    TemporaryDirectory folder_;
    IoThread io_;
    std::unique_ptr<ControlServer> server_;
    Result<void> listening_;
};

/// Sends bytes with an open file beside them; how many.
inline std::size_t send_with(int peer, std::string_view bytes, int file) {
    iovec part{.iov_base = const_cast<char*>(bytes.data()), .iov_len = bytes.size()};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    cmsghdr* const head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof file);
    std::memcpy(CMSG_DATA(head), &file, sizeof file);
    const auto count = ::sendmsg(peer, &message, MSG_NOSIGNAL);
    REQUIRE(count >= 0);
    return static_cast<std::size_t>(count);
}

/// What a caller that speaks in its own way hears until the daemon hangs up, after the greeting.
/// `file` goes with its first byte.
inline std::string talk(const std::filesystem::path& socket, std::string_view what, Descriptor file = {}) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strcpy(address.sun_path, socket.c_str());
    const Descriptor peer(::socket(AF_UNIX, SOCK_STREAM, 0));
    REQUIRE(::connect(peer.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    std::string heard(100'000, '\0');
    std::size_t size = 0;
    if (file) what.remove_prefix(send_with(peer.get(), what.substr(0, 1), file.get()));
    file = Descriptor();
    for (std::size_t sent = 0; sent < what.size();) {
        const auto count = ::send(peer.get(), what.data() + sent, what.size() - sent, MSG_NOSIGNAL);
        if (count <= 0) break;
        sent += static_cast<std::size_t>(count);
    }
    while (true) {
        const auto count = ::recv(peer.get(), heard.data() + size, heard.size() - size, 0);
        if (count <= 0) break;
        size += static_cast<std::size_t>(count);
    }
    heard.resize(size);
    const auto greeting = heard.find('\n');
    return greeting == std::string::npos ? "" : heard.substr(greeting + 1);
}

} // namespace arna::control_daemon
