#include "tests/daemon/control/control_daemon.hpp"

#include <catch2/catch.hpp>
#include <sys/stat.h>

#include <string>
#include <thread>
#include <vector>

using namespace arna;
using namespace arna::control_daemon;
using namespace std::chrono_literals;

TEST_CASE("A caller gets every row of its answer, then the end", "[control]") {
    const Daemon daemon;
    auto client = daemon.connect();
    REQUIRE(client);
    CHECK(client->greeting().version == "0.2.0");
    REQUIRE(client->ask({"rows", {{"rows", 5000}}})); // more than a socket holds
    for (std::int64_t i = 0; i < 5000; ++i) {
        const auto answer = client->next();
        REQUIRE(answer);
        REQUIRE(std::get<ControlRow>(*answer).value.at("n").as_int64() == i);
    }
    const auto end = client->next();
    REQUIRE(end);
    CHECK(std::get<ControlEnd>(*end).summary == "5000 rows");
    CHECK(client->next().error().message == "the daemon ended before its answer did");
}

TEST_CASE("A command that throws ends with an error and the daemon goes on", "[control]") {
    const Daemon daemon;
    for (int i = 0; i < 2; ++i) {
        auto client = daemon.connect();
        REQUIRE(client);
        REQUIRE(client->ask({"fail", {}}));
        const auto error = client->next();
        REQUIRE(error);
        CHECK(std::get<ControlError>(*error).status == 3);
        CHECK(std::get<ControlError>(*error).what == "the disk is on fire");
    }
}

TEST_CASE("A caller hears a sign of life while its command runs", "[control]") {
    const Daemon daemon({.sign_of_life = 5ms});
    auto client = daemon.connect();
    REQUIRE(client);
    REQUIRE(client->ask({"wait", {}}));
    for (int i = 0; i < 3; ++i) {
        const auto sign = client->next();
        REQUIRE(sign);
        CHECK(std::get<ControlProgress>(*sign).done == 3u);
        CHECK(std::get<ControlProgress>(*sign).of == 40u);
    }
}

TEST_CASE("An open file reaches the caller, with the row that it belongs to", "[control]") {
    const Daemon daemon;
    auto client = daemon.connect();
    REQUIRE(client);
    REQUIRE(client->ask({"file", {}}));
    bool is_there = false;
    Descriptor file;
    auto answer = client->next();
    for (; answer && std::holds_alternative<ControlRow>(*answer); answer = client->next()) {
        is_there = std::get<ControlRow>(*answer).value.contains("file");
        if (is_there) file = client->take_file();
    }
    REQUIRE(answer);
    CHECK(std::get<ControlEnd>(*answer).status == 0);
    REQUIRE(is_there);
    REQUIRE(file);
    std::string bytes(10, '\0');
    bytes.resize(static_cast<std::size_t>(::pread(file.get(), bytes.data(), bytes.size(), 0)));
    CHECK(bytes == "copy");
}

TEST_CASE("The control socket is open to its group alone, and goes with the daemon", "[control]") {
    Daemon daemon;
    struct stat status{};
    REQUIRE(::stat(daemon.socket().c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0660);
    daemon.stop();
    CHECK_FALSE(std::filesystem::exists(daemon.socket()));
    CHECK(daemon.connect().error().code == Errc::not_found);
}

TEST_CASE("A socket that a killed daemon left is replaced", "[control]") {
    const TemporaryDirectory folder;
    const auto path = folder.write("control", "left");
    IoThread io;
    std::unique_ptr<ControlServer> server;
    io.run([&] {
        server = std::make_unique<ControlServer>(io.executor(), ControlGreeting{.version = "", .state = folder.path()},
                                                 answer);
        REQUIRE(server->listen(path));
    });
    const std::vector sockets{path};
    CHECK(ControlClient::connect(sockets, folder.path()));
    io.run([](ControlServer& stopping) -> asio::awaitable<int> {
        co_await stopping.stop();
        co_return 0;
    }(*server));
    io.run([&] { server.reset(); });
}

TEST_CASE("The daemon of another state directory is passed over", "[control]") {
    const Daemon other, wanted;
    const std::vector sockets{std::filesystem::path("/nowhere/control"), other.socket(), wanted.socket()};
    const auto client = ControlClient::connect(sockets, wanted.state());
    REQUIRE(client);
    CHECK(client->greeting().state == wanted.state().string());
    const auto none = ControlClient::connect(sockets, "/elsewhere").error();
    CHECK(none.code == Errc::not_found);
    CHECK(none.message == "no daemon runs in /elsewhere; one works in " + other.state().string());
}

TEST_CASE("A daemon that speaks another protocol is told apart, and what is no daemon passed over", "[control]") {
    const TemporaryDirectory folder;
    const auto path = folder.path() / "control";
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strcpy(address.sun_path, path.c_str());
    const Descriptor server(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    REQUIRE(::bind(server.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::listen(server.get(), 4) == 0);
    const auto connect = [&](const std::string& greeting) {
        std::thread other([&] {
            const Descriptor peer(::accept(server.get(), nullptr, nullptr));
            (void)::send(peer.get(), greeting.data(), greeting.size(), MSG_NOSIGNAL);
        });
        const std::vector sockets{path};
        auto client = ControlClient::connect(sockets, folder.path());
        other.join();
        REQUIRE_FALSE(client);
        return client.error();
    };
    const ControlGreeting newer{.protocol = 2, .version = "9.0", .state = folder.path()};
    CHECK(connect(control_line(newer)) == Error{Errc::conflict, "the daemon is version 9.0"});
    for (const auto* nonsense : {"220 mail.example ESMTP\r\n", "\n", ""})
        CHECK(connect(nonsense).code == Errc::not_found);
}
