#include "daemon/http/server.hpp"

#include "daemon/store/store.hpp"
#include "tests/daemon/http/raw_client.hpp"
#include "tests/daemon/http/test_server.hpp"
#include "tests/support/process.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <ctime>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <thread>

using namespace arna;
using namespace std::chrono_literals;

namespace {

#if defined(__has_feature)
constexpr bool sanitizer_opens_descriptors = __has_feature(undefined_behavior_sanitizer);
#else
constexpr bool sanitizer_opens_descriptors = false;
#endif

/// Answers with a body of that size.
Handler large(std::size_t size) {
    auto body = std::make_shared<const std::string>(size, 'x');
    return [body](const HttpRequest&) -> HttpReply { return Answer{.body = body}; };
}

template <class Condition>
bool eventually(Condition holds) {
    for (int i = 0; i < 500; ++i) {
        if (holds()) return true;
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

} // namespace

TEST_CASE("An answer has what every answer has", "[http][server]") {
    TestServer server(echo());
    RawClient client(server.port());
    client.send(get_request("/a"));
    const auto answer = client.receive();
    CHECK(answer.head.starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(answer.body == "/a");
    CHECK(answer.field("Content-Length") == "2");
    CHECK(answer.field("X-Content-Type-Options") == "nosniff");
    CHECK(answer.field("Connection") == "keep-alive");
    CHECK(answer.field("Date").ends_with(" GMT"));
}

TEST_CASE("HEAD is GET without the body", "[http][server]") {
    TestServer server(echo());
    RawClient client(server.port());
    client.send(get_request("/abc", "", "HEAD") + get_request("/d"));
    const auto head = client.receive(false);
    CHECK(head.status == 200);
    CHECK(head.field("Content-Length") == "4");
    CHECK(client.receive().body == "/d");
}

TEST_CASE("A connection serves requests one after the other until it is asked to close", "[http][server]") {
    TestServer server(echo());
    RawClient client(server.port());
    for (const char* path : {"/1", "/2", "/3"}) {
        client.send(get_request(path));
        CHECK(client.receive().body == path);
    }
    client.send(get_request("/4", "Connection: close\r\n"));
    const auto last = client.receive();
    CHECK(last.body == "/4");
    CHECK(last.field("Connection") == "close");
    CHECK(client.is_closed());
}

TEST_CASE("HTTP/1.0 is served without Host and closed unless it asks to stay", "[http][server]") {
    TestServer server(echo());
    RawClient closing(server.port());
    closing.send("GET /a HTTP/1.0\r\n\r\n");
    CHECK(closing.receive().body == "/a");
    CHECK(closing.is_closed());
    RawClient staying(server.port());
    staying.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    CHECK(staying.receive().field("Connection") == "keep-alive");
    staying.send("GET /b HTTP/1.0\r\n\r\n");
    CHECK(staying.receive().body == "/b");
}

TEST_CASE("A thousand pipelined requests are answered in their order", "[http][server]") {
    TestServer server(echo());
    RawClient client(server.port());
    std::string requests;
    for (int i = 0; i < 1000; ++i) requests += get_request(fmt::format("/{}", i));
    std::thread sender([&] { client.send(requests); });
    int in_order = 0;
    for (int i = 0; i < 1000; ++i) in_order += client.receive().body == fmt::format("/{}", i) ? 1 : 0;
    sender.join();
    CHECK(in_order == 1000);
}

TEST_CASE("What is refused gets its status once, and the connection closes", "[http][server]") {
    struct Case {
        const char* what;
        std::string bytes;
        int status;
    };
    const std::vector<Case> cases = {
        {"two Content-Lengths", get_request("/", "Content-Length: 0\r\nContent-Length: 0\r\n"), 400},
        {"coding and length", get_request("/", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n"), 400},
        {"chunks", get_request("/", "Transfer-Encoding: chunked\r\n") + "0\r\n\r\n", 400},
        {"chunks without an end of extensions",
         get_request("/", "Transfer-Encoding: chunked\r\n") + "5;" + std::string(9000, 'x'), 400},
        {"a chunk of 16 digits", get_request("/", "Transfer-Encoding: chunked\r\n") + "ffffffffffffffff\r\n", 400},
        {"a body", get_request("/", "Content-Length: 5\r\n") + "hello", 400},
        {"a folded line", get_request("/", "X: a\r\n b\r\n"), 400},
        {"POST", get_request("/", "Content-Length: 5\r\n", "POST") + "hello", 405},
        {"a long line", "GET /" + std::string(9000, 'a'), 414},
        {"large fields", get_request("/", "X: " + std::string(21'000, 'x') + "\r\n"), 431},
        {"HTTP/3.0", "GET / HTTP/3.0\r\n\r\n", 505},
        {"OPTIONS *", get_request("*", "", "OPTIONS"), 405},
        {"CONNECT", get_request("a:443", "", "CONNECT"), 405},
        {"a method in lower case", get_request("/", "", "get"), 405},
        {"a chunked POST", get_request("/", "Transfer-Encoding: chunked\r\n", "POST"), 405},
        {"an authority that is empty", "GET http:// HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"two names in Host", "GET / HTTP/1.1\r\nHost: a,b\r\n\r\n", 400},
    };
    TestServer server(echo());
    for (const Case& one : cases) {
        CAPTURE(one.what);
        RawClient client(server.port());
        client.send(one.bytes + get_request("/smuggled"));
        const auto answer = client.receive();
        CHECK(answer.status == one.status);
        CHECK(answer.field("Connection") == "close");
        CHECK(answer.field("X-Content-Type-Options") == "nosniff");
        if (one.status == 405) CHECK(answer.field("Allow") == "GET, HEAD");
        CHECK(client.is_closed());
    }
}

TEST_CASE("A body arrives where a route takes one, up to its limit", "[http][server]") {
    const Handler doubled = [](const HttpRequest& request) -> HttpReply {
        return Answer{.body =
                          std::make_shared<const std::string>(std::string(request.body) + std::string(request.body))};
    };
    TestServer server(
        Router(Listener::published, {{Listener::published, "/hub", Access::open, doubled, Method::post, 5}}));
    RawClient client(server.port());
    client.send(get_request("/hub", "Content-Length: 5\r\n", "POST") + "hel");
    client.send("lo" + get_request("/hub", "Content-Length: 2\r\n", "POST") + "ab" + get_request("/hub", "", "POST"));
    CHECK(client.receive().body == "hellohello");
    CHECK(client.receive().body == "abab");
    CHECK(client.receive().body.empty());
    client.send(get_request("/hub", "Content-Length: 6\r\n", "POST") + "123456");
    CHECK(client.receive().status == 413);
    CHECK(client.is_closed());
    RawClient chunked(server.port());
    chunked.send(get_request("/hub", "Transfer-Encoding: chunked\r\n", "POST") + "0\r\n\r\n");
    CHECK(chunked.receive().status == 411);
    CHECK(chunked.is_closed());
    RawClient getting(server.port());
    getting.send(get_request("/hub"));
    const auto answer = getting.receive();
    CHECK(answer.status == 405);
    CHECK(answer.field("Allow") == "POST");
}

TEST_CASE("A client that says nothing is closed without an answer", "[http][server]") {
    TestServer server(echo(), {.first_byte = 30ms});
    RawClient client(server.port());
    CHECK(client.is_closed());
}

TEST_CASE("A client that is idle between requests is closed without an answer", "[http][server]") {
    TestServer server(echo(), {.idle = 30ms});
    RawClient client(server.port());
    client.send(get_request("/a"));
    CHECK(client.receive().body == "/a");
    CHECK(client.is_closed());
}

TEST_CASE("A head that drips is given up at a limit that does not move", "[http][server]") {
    TestServer server(echo(), {.head = 100ms, .linger = 20ms});
    RawClient client(server.port());
    constexpr int drips = 1'000; // for ten seconds, each within the limit of the one before
    std::atomic<int> sent = 0;
    std::atomic<bool> is_over = false;
    std::thread dripping([&] {
        try {
            for (; sent < drips && !is_over; ++sent) {
                client.send(sent == 0 ? "GET /" : "a");
                std::this_thread::sleep_for(10ms);
            }
        } catch (const std::exception&) {
            return;
        } // it was closed: that is the point
    });
    CHECK(client.receive().status == 408);
    CHECK(sent < drips);
    is_over = true;
    dripping.join();
}

TEST_CASE("A slow answer of ours is no fault of the client", "[http][server]") {
    auto slow = [](const HttpRequest&) -> boost::asio::awaitable<Answer> {
        boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, 60ms);
        co_await timer.async_wait(boost::asio::use_awaitable);
        co_return Answer{.body = std::make_shared<const std::string>("late")};
    };
    TestServer server(slow, {.first_byte = 20ms, .head = 20ms, .idle = 20ms, .progress = 20ms});
    RawClient client(server.port());
    client.send(get_request("/"));
    CHECK(client.receive().body == "late");
}

TEST_CASE("A client that does not read is closed", "[http][server]") {
    TestServer server(large(64 << 20), {.progress = 50ms});
    RawClient client(server.port(), 4096);
    client.send(get_request("/"));
    CHECK(eventually([&] { return server.counters().connections == 1; }));
    CHECK(eventually([&] { return server.counters().connections == 0; }));
}

TEST_CASE("Clients that read slowly keep a bounded number of different large bodies", "[http][server]") {
    const Handler different = [](const HttpRequest& request) -> HttpReply {
        static std::map<std::string, std::shared_ptr<const std::string>> bodies;
        auto& body = bodies[std::string(request.path)];
        if (!body) body = std::make_shared<const std::string>(16 << 20, 'x');
        return Answer{.body = request.path == "/small" ? std::make_shared<const std::string>("small") : body};
    };
    TestServer server(different, {.large_bodies = 32 << 20});
    std::deque<RawClient> slow;
    const auto ask = [&](const char* path) {
        slow.emplace_back(server.port(), 4096);
        slow.back().send(get_request(path));
    };
    for (const char* path : {"/1", "/2", "/1", "/2", "/1"}) ask(path);
    REQUIRE(eventually([&] { return server.counters().responses[2] == 5; }));
    RawClient client(server.port());
    client.send(get_request("/3") + get_request("/3", "", "HEAD") + get_request("/small"));
    const auto refused = client.receive();
    CHECK(refused.status == 503);
    CHECK(refused.field("Retry-After") == "30");
    CHECK(client.receive(false).status == 503);
    CHECK(client.receive().body == "small");
    slow.clear();
    CHECK(eventually([&] {
        RawClient later(server.port());
        later.send(get_request("/3"));
        return later.receive().status == 200;
    }));
}

TEST_CASE("A large body arrives whole", "[http][server]") {
    TestServer server(large(8 << 20));
    RawClient client(server.port());
    client.send(get_request("/"));
    CHECK(client.receive().body == std::string(8 << 20, 'x'));
}

TEST_CASE("Beyond the limit of connections clients are told to come back, and soon can", "[http][server]") {
    TestServer server(echo(), {.connections = 4});
    std::deque<RawClient> open;
    for (int i = 0; i < 4; ++i) {
        open.emplace_back(server.port());
        open.back().send(get_request("/a"));
        REQUIRE(open.back().receive().status == 200);
    }
    RawClient refused(server.port());
    refused.send(get_request("/a"));
    const auto answer = refused.receive();
    CHECK(answer.status == 503);
    CHECK(answer.field("Connection") == "close");
    CHECK(refused.is_closed());
    open.clear();
    REQUIRE(eventually([&] { return server.counters().connections == 0; }));
    RawClient admitted(server.port());
    admitted.send(get_request("/b"));
    CHECK(admitted.receive().body == "/b");
    CHECK(server.counters().refused == 1);
}

TEST_CASE("A flood of connections leaves the server as it was", "[http][server]") {
    TestServer server(echo(), {.connections = 16});
    for (int round = 0; round < 3; ++round) {
        std::deque<RawClient> flood;
        for (int i = 0; i < 200; ++i) flood.emplace_back(server.port());
    }
    CHECK(eventually([&] {
        RawClient client(server.port());
        client.send(get_request("/healthz"));
        return client.receive().status == 200;
    }));
}

TEST_CASE("Without descriptors the server waits without spinning, and goes on when there are some", "[http][server]") {
    if (sanitizer_opens_descriptors) {
        WARN("SKIPPED: to look at a type the undefined-behaviour sanitizer opens a pipe, which must fail here");
        return;
    }
    TestServer server(echo());
    rlimit before{};
    REQUIRE(getrlimit(RLIMIT_NOFILE, &before) == 0);
    const int next = dup(0);
    REQUIRE(next >= 0);
    close(next);
    const rlimit one_more = {.rlim_cur = static_cast<rlim_t>(next) + 1, .rlim_max = before.rlim_max};
    REQUIRE(setrlimit(RLIMIT_NOFILE, &one_more) == 0);
    RawClient client(server.port()); // has the last one
    client.send(get_request("/a"));
    const auto cpu = std::clock();
    std::this_thread::sleep_for(100ms);
    const double seconds = static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC;
    REQUIRE(setrlimit(RLIMIT_NOFILE, &before) == 0);
    CHECK(seconds < 0.04);
    CHECK(client.receive().body == "/a");
}

TEST_CASE("An exception becomes a 500 and a failing store a 503, and neither tells why", "[http][server]") {
    auto failing = [](const HttpRequest& head) -> boost::asio::awaitable<Answer> {
        if (head.path == "/store") throw StoreFailure("disk I/O error on /secret/path");
        throw std::runtime_error("secret");
    };
    TestServer server(failing);
    RawClient client(server.port());
    client.send(get_request("/store") + get_request("/bug"));
    const auto store = client.receive();
    CHECK(store.status == 503);
    CHECK(store.field("Retry-After") == "30");
    const auto bug = client.receive();
    CHECK(bug.status == 500);
    CHECK((store.body + bug.body).find("secret") == std::string::npos);
}

TEST_CASE("A stopped server ends what it began, closes what is idle and accepts nothing", "[http][server]") {
    std::optional<boost::asio::steady_timer> release; // of "/slow"
    auto handler = [&](const HttpRequest& head) -> boost::asio::awaitable<Answer> {
        if (head.path == "/slow") {
            release.emplace(co_await boost::asio::this_coro::executor, 20s);
            co_await release->async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
        }
        co_return Answer{.body = std::make_shared<const std::string>(head.path)};
    };
    TestServer server(handler, {.linger = 20ms});
    RawClient idle(server.port());
    idle.send(get_request("/idle"));
    REQUIRE(idle.receive().status == 200);
    RawClient busy(server.port());
    busy.send(get_request("/slow"));
    REQUIRE(eventually([&] {
        bool is_answering = false;
        server.io().run([&] { is_answering = release.has_value(); });
        return is_answering;
    }));
    std::thread stopping([&] { server.stop(10s); });
    CHECK(idle.is_closed()); // so it has begun to stop
    server.io().run([&] { release->cancel(); });
    const auto answer = busy.receive();
    CHECK(answer.body == "/slow");
    CHECK(answer.field("Connection") == "close");
    CHECK(busy.is_closed());
    stopping.join();
    server.io().run([&] { release.reset(); });
    CHECK_THROWS(RawClient(server.port()));
}

TEST_CASE("A stopping server waits no longer than it was told", "[http][server]") {
    TestServer server(large(64 << 20));
    RawClient stuck(server.port(), 4096);
    stuck.send(get_request("/"));
    REQUIRE(eventually([&] { return server.counters().responses[2] == 1; }));
    server.stop(30ms); // throws if it goes on waiting for the client
}

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
