#include "tests/end_to_end/arna_daemon.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstring>

using namespace arna;

namespace {

/// The answer to a GET over a Unix socket.
std::string get(const std::filesystem::path& path, const std::string& target) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    const int peer = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    REQUIRE(::connect(peer, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    const auto request = fmt::format("GET {} HTTP/1.0\r\n\r\n", target);
    REQUIRE(::send(peer, request.data(), request.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(request.size()));
    std::string answer;
    std::array<char, 4096> part{};
    for (ssize_t count = 0; (count = ::recv(peer, part.data(), part.size(), 0)) > 0;)
        answer.append(part.data(), static_cast<std::size_t>(count));
    ::close(peer);
    return answer;
}

} // namespace

TEST_CASE("Unix sockets that the service manager hands over are served, admin by its name", "[end-to-end]") {
    const TemporaryDirectory directory;
    const auto file = directory.write("arna.toml", "[daemon]\nstate = \"state\"\n");
    const auto open = directory.path() / "http", admin = directory.path() / "admin";
    Process daemon({"/usr/bin/python3", environment("ARNA_TREE") + "/tests/end_to_end/hand_over.py",
                    "public=" + open.string(), "admin=" + admin.string(), "--", environment("ARNA_BINARY"), "run", "-c",
                    file.string()});
    const auto line = daemon.wait_for_line("listening public=");
    REQUIRE(line);
    CHECK(line->find(fmt::format("public=unix:{} admin=unix:{}", open.string(), admin.string())) != std::string::npos);
    CHECK(get(open, "/healthz").starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(get(open, "/metrics").starts_with("HTTP/1.1 404 "));
    CHECK(get(admin, "/readyz").starts_with("HTTP/1.1 200 OK\r\n"));
    daemon.signal(SIGTERM);
    CHECK(daemon.wait() == 0);
}
