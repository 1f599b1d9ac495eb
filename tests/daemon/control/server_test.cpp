#include "daemon/control/server.hpp"

#include "daemon/control/client.hpp"
#include "tests/support/io_thread.hpp"
#include "tests/support/process.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <catch2/catch.hpp>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <array>
#include <cstring>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace arna;
using namespace std::chrono_literals;

namespace {

namespace asio = boost::asio;
using Ending = std::variant<ControlEnd, ControlError>;

/// Rows "0" to `rows`; "fail" throws, "wait" works until the caller goes, "file" hands a file over, behind more rows than a socket holds.
asio::awaitable<Ending> answer(ControlCall call, ControlReply& reply) {
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
            timer.expires_after(1ms);
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
std::size_t send_with(int peer, std::string_view bytes, int file) {
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
std::string talk(const std::filesystem::path& socket, std::string_view what, Descriptor file = {}) {
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

} // namespace

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

TEST_CASE("An open file that comes unasked is closed, and its request answered", "[control]") {
    const Daemon daemon;
    std::array<int, 2> ends{};
    REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
    const Descriptor read_end(ends[0]);
    const std::string request = control_line(ControlRequest{"rows", {{"rows", 1}}});
    CHECK(talk(daemon.socket(), request, Descriptor(ends[1])).starts_with(R"({"row":{"n":0)"));
    char byte = 0;
    CHECK(::read(read_end.get(), &byte, 1) == 0); // nobody holds the other end any more
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
    CHECK(ControlClient::connect(sockets, "/elsewhere").error().code == Errc::not_found);
}

TEST_CASE("Beyond the limit callers are told that the daemon is busy", "[control]") {
    const Daemon daemon({.connections = 2});
    auto first = daemon.connect();
    auto second = daemon.connect();
    REQUIRE(first);
    REQUIRE(second);
    auto third = daemon.connect();
    REQUIRE(third);
    static_cast<void>(third->ask({"rows", {{"rows", 1}}}));
    const auto busy = third->next();
    REQUIRE(busy);
    CHECK(std::get<ControlError>(*busy).what == "the daemon is busy with other commands");
    REQUIRE(first->ask({"rows", {{"rows", 1}}})); // those that were there are served
    CHECK(first->next());
}

TEST_CASE("Sixteen callers are served at a time, and the next is told to come later", "[control]") {
    const Daemon daemon;
    std::vector<Result<ControlClient>> callers;
    for (int i = 0; i < 16; ++i) REQUIRE(callers.emplace_back(daemon.connect()));
    auto late = daemon.connect();
    REQUIRE(late);
    const auto busy = late->next();
    REQUIRE(busy);
    CHECK(std::get<ControlError>(*busy).status == 3);
    REQUIRE(callers.back()->ask({"rows", {{"rows", 1}}}));
    CHECK(callers.back()->next());
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

TEST_CASE("Whatever is said to the control socket gets one error, and the daemon goes on", "[control]") {
    const Daemon daemon({.request = 200ms});
    const auto [said, heard] = GENERATE(table<std::string, std::string>({
        {"GET / HTTP/1.1\r\n\r\n", "no JSON"},
        {"\n", "no JSON"},
        {std::string("\0\0\0\n", 4), "no JSON"},
        {"{\"command\":\"\xc0\xaf\"}\n", "no JSON"},
        {"[" + std::string(1000, '[') + "\n", "no JSON"},
        {"{\"command\":1}\n", "a request names its"},
        {std::string((1 << 20) + 10, 'x'), "the request is longer than 1 MiB"},
        {std::string(2 << 20, 'x') + "\n", "the request is longer than 1 MiB"},
        {"{}\n", "a request names its"},
        {"{\"command\":\"rows\",\"arguments\":[]}\n", "\\\"arguments\\\" are a JSON object"},
    }));
    CAPTURE(said.substr(0, 40));
    const auto answer = talk(daemon.socket(), said);
    CHECK(answer.starts_with(R"({"error":{"status":2,"where":"control","what":")" + heard));
    CHECK(daemon.connect());
}

TEST_CASE("A caller that says nothing, or half a line, is hung up on", "[control]") {
    const Daemon daemon({.request = 50ms});
    CHECK(talk(daemon.socket(), "") == "");
    CHECK(talk(daemon.socket(), R"({"command":"rows")") == "");
}

TEST_CASE("A caller that does not read is hung up on, and its command ends", "[control]") {
    Daemon daemon({.progress = 100ms});
    auto client = daemon.connect();
    REQUIRE(client);
    REQUIRE(client->ask({"rows", {{"rows", 1'000'000}}}));
    // A socket holds far less than a gigabyte of rows, so the answer cannot have ended: the daemon hangs up.
    std::this_thread::sleep_for(300ms);
    auto answer = client->next();
    std::size_t rows = 0;
    for (; answer && std::holds_alternative<ControlRow>(*answer); answer = client->next()) ++rows;
    CHECK(answer.error().message == "the daemon ended before its answer did");
    CHECK(rows < 1'000'000);
    daemon.stop(); // waits for the handler, which has noticed
}

TEST_CASE("The daemon's end ends calls that run", "[control]") {
    Daemon daemon;
    auto client = daemon.connect();
    REQUIRE(client);
    REQUIRE(client->ask({"wait", {}}));
    daemon.stop();
    auto answer = client->next();
    while (answer && std::holds_alternative<ControlProgress>(*answer)) answer = client->next();
    CHECK(answer.error().message == "the daemon ended before its answer did");
}
