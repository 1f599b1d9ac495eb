#include "tests/support/http_get.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <stdexcept>

namespace arna {
namespace {

struct Socket {
    int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    Socket() = default;
    ~Socket() { ::close(descriptor); }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
};

} // namespace

std::string HttpAnswer::header(std::string_view name) const {
    std::string_view rest = head;
    while (!rest.empty()) {
        const auto end = rest.find("\r\n");
        const auto line = rest.substr(0, end);
        const auto colon = line.find(':');
        if (colon == name.size() && strncasecmp(line.data(), name.data(), colon) == 0) {
            const auto begin = line.find_first_not_of(" \t", colon + 1);
            return begin == std::string_view::npos ? "" : std::string(line.substr(begin));
        }
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 2);
    }
    return "";
}

HttpAnswer http_get(const std::string& authority, const std::string& target,
                    const std::vector<std::pair<std::string, std::string>>& fields, const std::string& method) {
    const Socket socket;
    const timeval patience{.tv_sec = 20, .tv_usec = 0};
    setsockopt(socket.descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    const auto colon = authority.rfind(':');
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(authority.substr(colon + 1))));
    inet_pton(AF_INET, authority.substr(0, colon).c_str(), &address.sin_addr);
    if (connect(socket.descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("nothing listens on " + authority);

    std::string request = method + " " + target + " HTTP/1.1\r\nHost: " + authority + "\r\nConnection: close\r\n";
    for (const auto& [name, value] : fields) request += name + ": " + value + "\r\n";
    request += "\r\n";
    if (send(socket.descriptor, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size()))
        throw std::runtime_error("could not send to " + authority);

    std::string bytes;
    std::array<char, 65536> buffer{};
    ssize_t count = 0;
    while ((count = recv(socket.descriptor, buffer.data(), buffer.size(), 0)) > 0)
        bytes.append(buffer.data(), static_cast<std::size_t>(count));
    const auto end = bytes.find("\r\n\r\n");
    if (end == std::string::npos || bytes.size() < 12) throw std::runtime_error("no answer from " + authority + target);
    return {.status = std::stoi(bytes.substr(9, 3)), .head = bytes.substr(0, end + 2), .body = bytes.substr(end + 4)};
}

} // namespace arna
