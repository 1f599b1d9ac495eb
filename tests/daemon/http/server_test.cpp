#include "daemon/http/server.hpp"

#include "daemon/store/store.hpp"
#include "tests/daemon/http/raw_client.hpp"
#include "tests/daemon/http/test_server.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <ctime>
#include <memory>
#include <string>
#include <thread>

using namespace arna;
using namespace std::chrono_literals;

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
    RawClient client(server.port());
    client.send(get_request("/", "Content-Length: 5\r\n", "HEAD") + "hello");
    const auto all = client.receive_all();
    CHECK(all.starts_with("HTTP/1.1 400 "));
    CHECK(all.ends_with("\r\n\r\n")); // HEAD is answered without a body
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
