#include "daemon/fetch/fetcher.hpp"
#include "tests/daemon/fetch/visit.hpp"
#include "tests/support/origin.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>

using namespace arna;
using namespace std::chrono_literals;

namespace {

Errc error_of(const Result<Response>& result) {
    REQUIRE_FALSE(result);
    INFO(result.error().message);
    return result.error().code;
}

} // namespace

TEST_CASE("the total limit holds for all redirects together", "[fetch]") {
    Origin origin;
    for (int i = 0; i < 5; ++i) {
        auto slow = redirect(302, "/" + std::to_string(i + 1));
        slow.delay = 300ms;
        origin.on("/" + std::to_string(i), slow);
    }
    origin.on("/5", reply(200, {}, "late"));
    auto options = loopback_options();
    options.timeout = 700ms;
    CHECK(error_of(visit({.url = origin.url("/0")}, options)) == Errc::limit_exceeded);
    CHECK(origin.hits("/5") == 0);
}

TEST_CASE("five redirects are followed, six are an error", "[fetch]") {
    Origin origin;
    for (int i = 0; i < 6; ++i) origin.on("/" + std::to_string(i), redirect(302, "/" + std::to_string(i + 1)));
    origin.on("/6", reply(200, {}, "end"));
    CHECK(visit({.url = origin.url("/1")}).value().body == "end");
    CHECK(error_of(visit({.url = origin.url("/0")})) == Errc::limit_exceeded);
    origin.on("/loop", redirect(301, "/loop"));
    CHECK(error_of(visit({.url = origin.url("/loop")})) == Errc::limit_exceeded);
    CHECK(origin.hits("/loop") == 6);
}

TEST_CASE("a chain is permanent only if every hop of it is", "[fetch]") {
    struct Case {
        int first, second;
        bool is_permanent;
    };
    const auto [first, second, permanent] = GENERATE(values<Case>({{301, 308, true},
                                                                   {308, 301, true},
                                                                   {301, 302, false},
                                                                   {302, 301, false},
                                                                   {307, 308, false},
                                                                   {303, 303, false}}));
    CAPTURE(first, second);
    Origin origin;
    origin.on("/a", redirect(first, "/b"));
    origin.on("/b", redirect(second, "/c"));
    origin.on("/c", reply(200, {}, "end"));
    const auto response = visit({.url = origin.url("/a")}).value();
    CHECK(response.effective_url == origin.url("/c"));
    CHECK(response.permanent_url == (permanent ? origin.url("/c") : ""));
}

TEST_CASE("credentials are sent to their origin and not beyond a redirect", "[fetch]") {
    Origin origin, other;
    origin.on("/in", redirect(302, other.url("/feed")));
    origin.on("/feed", reply(200, {}, "x"));
    other.on("/feed", reply(200, {}, "x"));
    const Request request{
        .url = origin.url("/in"), .headers = {{"X-Token", "t"}}, .username = "me", .password = "pass"};
    CHECK(visit(request).value().status == 200);
    CHECK(origin.requests("/in").at(0).header("Authorization") == "Basic bWU6cGFzcw==");
    CHECK(origin.requests("/in").at(0).header("X-Token") == "t");
    CHECK(other.requests("/feed").at(0).count("Authorization") == 0);
    CHECK(other.requests("/feed").at(0).count("X-Token") == 0);
}

TEST_CASE("nothing on the loopback interface is visited unless it is allowed", "[fetch][guard]") {
    Origin origin;
    origin.on("*", reply(200, {}, "secret"));
    FetchOptions options;
    options.timeout = 5s;
    const auto port = ":" + std::to_string(origin.port()) + "/";
    for (const auto& host : {"127.0.0.1", "2130706433", "0x7f000001", "017700000001", "127.1", "0.0.0.0", "0",
                             "localhost", "localhost.", "127.0.0.1.", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::]",
                             "[::1]", "ok@127.0.0.1", "①②⑦.⓪.⓪.①", "127。0。0。1"}) {
        CAPTURE(host);
        const auto result = visit({.url = std::string("http://") + host + port}, options);
        REQUIRE_FALSE(result);
        INFO(result.error().message);
        CHECK(result.error().message.find("secret") == std::string::npos);
    }
    CHECK(origin.connections() == 0);
    CHECK(error_of(visit({.url = origin.url()}, options)) == Errc::refused);
}

TEST_CASE("a redirect does not lead past the guard", "[fetch][guard]") {
    Origin inside("127.0.0.2"), outside;
    inside.on("*", reply(200, {}, "secret"));
    outside.on("/feed", redirect(302, inside.url("/")));
    auto options = loopback_options();
    options.allow = {"127.0.0.1"};
    CHECK(error_of(visit({.url = outside.url("/feed")}, options)) == Errc::refused);
    CHECK(inside.connections() == 0);
}

TEST_CASE("proxies of the environment are ignored, a configured one is used and its target judged by name",
          "[fetch][guard]") {
    Origin proxy, origin;
    proxy.on("*", reply(200, {}, "from the proxy"));
    origin.on("/feed", reply(200, {}, "direct"));
    for (const auto* name : {"http_proxy", "all_proxy", "ALL_PROXY"}) ::setenv(name, proxy.url("").c_str(), 1);
    CHECK(visit({.url = origin.url("/feed")}).value().body == "direct");
    CHECK(proxy.connections() == 0);
    ::setenv("no_proxy", "*", 1);
    auto options = loopback_options();
    options.allow = {};
    CHECK(visit({.url = "http://example.org/feed", .proxy = proxy.url("")}, options).value().body == "from the proxy");
    CHECK(error_of(visit({.url = "http://localhost/feed", .proxy = proxy.url("")}, options)) == Errc::refused);
    CHECK(error_of(visit({.url = origin.url("/feed"), .proxy = proxy.url("")}, options)) == Errc::refused);
    for (const auto* name : {"http_proxy", "all_proxy", "ALL_PROXY", "no_proxy"}) ::unsetenv(name);
}
