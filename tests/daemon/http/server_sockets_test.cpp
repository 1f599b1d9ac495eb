#include "daemon/http/server.hpp"
#include "tests/daemon/http/raw_client.hpp"
#include "tests/daemon/http/test_server.hpp"
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string>

using namespace arna;
using namespace std::chrono_literals;

TEST_CASE("A port that is taken is one clear error", "[http][server]") {
    TestServer first(echo());
    IoThread io;
    io.run([&] {
        Server second(io.executor(), everywhere(echo()));
        const std::array<std::string, 1> taken = {fmt::format("127.0.0.1:{}", first.port())};
        const auto listening = second.listen(taken);
        REQUIRE_FALSE(listening);
        CHECK(listening.error().code == Errc::io);
        CHECK(listening.error().message.find(taken[0]) != std::string::npos);
        CHECK(listening.error().message.find('\n') == std::string::npos);
        const std::array<std::string, 1> nonsense = {"nowhere"};
        CHECK(second.listen(nonsense).error().code == Errc::bad_input);
    });
}

TEST_CASE("A listening socket that was handed over is served", "[http][server]") {
    const int listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(bind(listening, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    socklen_t size = sizeof address;
    REQUIRE(getsockname(listening, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    const auto port = ntohs(address.sin_port);
    IoThread io;
    std::optional<Server> server;
    io.run([&] {
        server.emplace(io.executor(), everywhere(echo()));
        const std::array<int, 1> sockets = {listening};
        CHECK_FALSE(server->adopt(sockets)); // it does not listen yet
        REQUIRE(listen(listening, 16) == 0);
        REQUIRE(server->adopt(sockets));
        CHECK(server->endpoints() == std::vector<std::string>{fmt::format("127.0.0.1:{}", port)});
    });
    RawClient client(port);
    client.send(get_request("/handed-over"));
    CHECK(client.receive().body == "/handed-over");
    io.run(server->stop(0ms));
    io.run([&] { server.reset(); });
}

TEST_CASE("A Unix socket that was handed over is served like a port", "[http][server]") {
    const TemporaryDirectory folder;
    const auto path = folder.path() / "http";
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    const int listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    REQUIRE(bind(listening, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(listen(listening, 16) == 0);
    IoThread io;
    std::optional<Server> server;
    io.run([&] {
        server.emplace(io.executor(), everywhere(echo()), ServerLimits{.connections = 1});
        REQUIRE(server->adopt(std::array{listening}));
        CHECK(server->endpoints() == std::vector{"unix:" + path.string()});
    });
    RawClient client(path);
    client.send(get_request("/one") + get_request("/two")); // pipelined
    CHECK(client.receive().body == "/one");
    CHECK(client.receive().body == "/two");
    CHECK(RawClient(path).receive().status == 503);
    client.send("nonsense\r\n\r\n");
    CHECK(client.receive().status == 400);
    io.run(server->stop(0ms));
    io.run([&] { server.reset(); });
}

TEST_CASE("What is no listening stream socket is refused when it is handed over", "[http][server]") {
    const int family = GENERATE(AF_INET, AF_UNIX);
    const int type = GENERATE(SOCK_DGRAM, SOCK_SEQPACKET, SOCK_STREAM);
    const int descriptor = socket(family, type | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return; // TCP has no packets
    IoThread io;
    io.run([&] {
        Server server(io.executor(), everywhere(echo()));
        const auto adopted = server.adopt(std::array{descriptor});
        REQUIRE_FALSE(adopted);
        CHECK(adopted.error().message.ends_with("see the socket unit's ListenStream"));
    });
    close(descriptor);
}
