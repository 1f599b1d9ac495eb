#include "tests/daemon/http/raw_client.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace arna {
namespace {

[[noreturn]] void give_up(const char* what) {
    throw std::runtime_error(fmt::format("{}: {}", what, std::strerror(errno)));
}

} // namespace

std::string RawAnswer::field(std::string_view name) const {
    const auto start = head.find(fmt::format("\r\n{}: ", name));
    if (start == std::string::npos) return {};
    const auto value = start + 2 + name.size() + 2;
    return head.substr(value, head.find("\r\n", value) - value);
}

RawClient::RawClient(std::uint16_t port, int receive_buffer) : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    set_patience();
    if (receive_buffer > 0) setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) give_up("connect");
}

RawClient::RawClient(const std::filesystem::path& path) : socket_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    set_patience();
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) give_up("connect");
}

RawClient::~RawClient() { close(socket_); }

void RawClient::set_patience() const {
    if (socket_ < 0) give_up("socket");
    const timeval patience = {.tv_sec = 5, .tv_usec = 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
}

void RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0) give_up("send");
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

bool RawClient::read_more() {
    std::array<char, 16 * 1024> bytes{};
    const auto count = recv(socket_, bytes.data(), bytes.size(), 0);
    if (count < 0 && errno == ECONNRESET) return false;
    if (count < 0) give_up("receive");
    buffer_.append(bytes.data(), static_cast<std::size_t>(count));
    return count > 0;
}

RawAnswer RawClient::receive(bool has_body) {
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
        if (!read_more()) throw std::runtime_error("the connection ended before an answer: " + buffer_);
    }
    RawAnswer answer;
    answer.head = buffer_.substr(0, end + 2);
    answer.status = std::stoi(answer.head.substr(9, 3));
    buffer_.erase(0, end + 4);
    const auto length = answer.field("Content-Length");
    if (!has_body || length.empty()) return answer;
    const auto size = std::stoul(length);
    while (buffer_.size() < size) {
        if (!read_more()) throw std::runtime_error("the connection ended within a body");
    }
    answer.body = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return answer;
}

std::string RawClient::receive_all() {
    while (read_more()) {
    }
    return std::exchange(buffer_, {});
}

bool RawClient::is_closed() { return buffer_.empty() && !read_more() && buffer_.empty(); }

std::string get_request(std::string_view path, std::string_view fields, std::string_view method) {
    return fmt::format("{} {} HTTP/1.1\r\nHost: feeds.example.kz\r\n{}\r\n", method, path, fields);
}

} // namespace arna
