#include "daemon/fetch/redirects.hpp"

#include "feeds/text/ascii.hpp"

#include <catch2/catch.hpp>

using namespace arna;

namespace {

std::string header(const Hop& hop, std::string_view name) {
    std::string value;
    int count = 0;
    for (const auto& field : hop.headers)
        if (equals_ignoring_case(field.name, name)) value = field.value, ++count;
    CHECK(count <= 1);
    return value;
}

Response redirect_to(std::string location, int status = 302) {
    Response response;
    response.status = status;
    response.headers = {{"Location", std::move(location)}};
    return response;
}

Request secret_request() {
    Request request;
    request.url = "https://a.example/feed";
    request.username = "me";
    request.password = "secret";
    request.headers = {{"X-Token", "t"}, {"Accept-Language", "kk"}};
    return request;
}

Hop first(const Request& request) { return first_hop(request, "arna/test").value(); }

} // namespace

TEST_CASE("a first request says who asks, what for and in which codings, and nothing about the past",
          "[fetch][redirects]") {
    const auto hop = first({.url = "http://a.example/feed"});
    CHECK(hop.url == "http://a.example/feed");
    CHECK(hop.origin == "http://a.example:80");
    CHECK(header(hop, "user-agent") == "arna/test");
    CHECK(header(hop, "accept").contains("application/atom+xml"));
    CHECK(header(hop, "accept-encoding").contains("gzip"));
    CHECK(hop.headers.size() == 3);
}

TEST_CASE("validators are sent as they came, each only if there is one", "[fetch][redirects]") {
    const auto* etag = GENERATE("\"abc\"", "W/\"abc-gzip\"", "unquoted", "\"with, comma\"", "");
    const auto* modified = GENERATE("Mon, 23 Feb 2026 05:55:00 GMT", "2026-02-23 05:55", "0", "");
    CAPTURE(etag, modified);
    const auto hop = first({.url = "http://a.example/", .etag = etag, .last_modified = modified});
    CHECK(header(hop, "If-None-Match") == etag);
    CHECK(header(hop, "If-Modified-Since") == modified);
}

TEST_CASE("validators go to the address that gave them and to no other", "[fetch][redirects]") {
    Request request{.url = "http://a.example/feed", .etag = "\"a\"", .validator_url = "http://b.example/real"};
    const auto hop = first(request);
    CHECK(header(hop, "If-None-Match").empty());
    CHECK(header(next_hop(request, hop, redirect_to("http://b.example/real"), "x").value(), "If-None-Match") ==
          "\"a\"");
    CHECK(header(next_hop(request, hop, redirect_to("http://b.example/other"), "x").value(), "If-None-Match").empty());
    request.validator_url.clear();
    CHECK(header(next_hop(request, first(request), redirect_to("http://b.example/real"), "x").value(), "If-None-Match")
              .empty());
}

TEST_CASE("credentials and own headers stay with their origin", "[fetch][redirects]") {
    struct Case {
        const char* location;
        bool is_same;
    };
    const auto [location, is_same] = GENERATE(values<Case>({{"/other", true},
                                                            {"https://a.example/other", true},
                                                            {"https://A.EXAMPLE:443/other", true},
                                                            {"https://a.example:8443/other", false},
                                                            {"http://a.example/other", false},
                                                            {"https://b.example/other", false},
                                                            {"//b.example/other", false},
                                                            {"https://a.example.b.example/", false},
                                                            {"https://evil:word@b.example/", false},
                                                            {"https://a.example@b.example/", false}}));
    CAPTURE(location);
    const auto request = secret_request();
    const auto hop = next_hop(request, first(request), redirect_to(location), "x").value();
    CHECK((hop.username == "me") == is_same);
    CHECK((hop.password == "secret") == is_same);
    CHECK((header(hop, "X-Token") == "t") == is_same);
    CHECK((header(hop, "Accept-Language") == "kk") == is_same);
    CHECK_FALSE(hop.url.contains('@'));
    if (!is_same) CHECK(hop.username.empty());
}

TEST_CASE("on the way back to their origin credentials are sent again", "[fetch][redirects]") {
    const auto request = secret_request();
    const auto away = next_hop(request, first(request), redirect_to("https://b.example/"), "x").value();
    CHECK(next_hop(request, away, redirect_to("https://a.example/in"), "x").value().username == "me");
}

TEST_CASE("credentials of another address than the visited one are not sent to it", "[fetch][redirects]") {
    auto request = secret_request();
    request.credentials_url = request.url;
    request.url = "https://moved.example/feed";
    const auto hop = first(request);
    CHECK(hop.username.empty());
    CHECK(header(hop, "X-Token").empty());
}

TEST_CASE("a user name in the configured address is used and never shown", "[fetch][redirects]") {
    const auto hop = first({.url = "http://me:p%40ss@a.example/feed#top"});
    CHECK(hop.url == "http://a.example/feed");
    CHECK(hop.username == "me");
    CHECK(hop.password == "p@ss");
}

TEST_CASE("a user name in the configured address is sent wherever a redirect stays on its origin",
          "[fetch][redirects]") {
    Request request{.url = "http://me:pass@a.example/feed"};
    CHECK(next_hop(request, first(request), redirect_to("/other"), "x").value().password == "pass");
    CHECK(next_hop(request, first(request), redirect_to("http://you@a.example/other"), "x").value().username == "me");
    CHECK(next_hop(request, first(request), redirect_to("http://b.example/"), "x").value().username.empty());

    request = {.url = "http://a.example/other", .credentials_url = "http://me:pass@a.example/feed"}; // it moved there
    CHECK(first(request).username == "me");
    CHECK(first(request).password == "pass");
    request.url = "http://b.example/";
    CHECK(first(request).username.empty());
}

TEST_CASE("a Location may have 8 KiB", "[fetch][redirects]") {
    const Request request{.url = "http://a.example/"};
    const std::string longest(8 << 10, 'x');
    CHECK(next_hop(request, first(request), redirect_to("/" + longest.substr(1)), "x"));
    const auto longer = next_hop(request, first(request), redirect_to("/" + longest), "x");
    REQUIRE_FALSE(longer);
    CHECK(longer.error().code == Errc::limit_exceeded);
}

TEST_CASE("only http and https are followed", "[fetch][redirects]") {
    const auto* location =
        GENERATE("file:///etc/passwd", "gopher://a.example/", "ftp://a.example/", "javascript:alert(1)",
                 "data:text/xml,x", "FILE:///etc/passwd", "dict://a.example:11211/stat");
    CAPTURE(location);
    const Request request{.url = "http://a.example/"};
    const auto hop = next_hop(request, first(request), redirect_to(location), "x");
    REQUIRE_FALSE(hop);
    CHECK(hop.error().code == Errc::refused);
    CHECK_FALSE(first_hop({.url = location}, "x"));
}

TEST_CASE("relative addresses are resolved against the one that redirects", "[fetch][redirects]") {
    struct Case {
        const char* location;
        const char* url;
    };
    const auto [location, url] = GENERATE(values<Case>({{"other", "http://a.example/dir/other"},
                                                        {"../up", "http://a.example/up"},
                                                        {"?page=2", "http://a.example/dir/feed?page=2"},
                                                        {"//b.example/x", "http://b.example/x"},
                                                        {"https://b.example", "https://b.example/"}}));
    CAPTURE(location);
    const Request request{.url = "http://a.example/dir/feed"};
    CHECK(next_hop(request, first(request), redirect_to(location), "x").value().url == url);
}

TEST_CASE("a field that would break the message is refused, reserved ones are left out", "[fetch][redirects]") {
    CHECK_FALSE(first_hop({.url = "http://a.example/", .headers = {{"X", "a\r\nHost: b"}}}, "x"));
    CHECK_FALSE(first_hop({.url = "http://a.example/", .headers = {{"X: y", "a"}}}, "x"));
    CHECK_FALSE(first_hop({.url = "http://a.example/", .headers = {{"", "a"}}}, "x"));
    const auto hop = first(
        {.url = "http://a.example/", .headers = {{"Host", "b"}, {"Accept-Encoding", "x"}, {"ACCEPT", "text/xml"}}});
    CHECK(header(hop, "Host").empty());
    CHECK(header(hop, "Accept-Encoding") == "gzip, deflate, br, zstd");
    CHECK(header(hop, "Accept") == "text/xml");
}

TEST_CASE("a status leads on only with a Location", "[fetch][redirects]") {
    for (const int status : {301, 302, 303, 307, 308}) CHECK(is_redirect(redirect_to("/x", status)));
    for (const int status : {200, 300, 304, 305, 306, 404}) CHECK_FALSE(is_redirect(redirect_to("/x", status)));
    CHECK_FALSE(is_redirect(redirect_to("", 301)));
    CHECK(is_permanent(301));
    CHECK(is_permanent(308));
    CHECK_FALSE(is_permanent(302));
}

TEST_CASE("a request that stays on its site is led to other hosts of it, and nowhere else", "[fetch][redirects]") {
    const Request request{.url = "http://kaz.a.example.kz/1", .accept = "text/html", .stays_on_site = true};
    const auto hop = next_hop(request, first(request), redirect_to("https://www.example.kz/1"), "x");
    REQUIRE(hop);
    CHECK(header(*hop, "Accept") == "text/html");
    for (const auto* location : {"https://example.org/login", "http://10.0.0.1/", "//other.kz/"}) {
        CAPTURE(location);
        const auto away = next_hop(request, first(request), redirect_to(location), "x");
        REQUIRE_FALSE(away);
        CHECK(away.error().code == Errc::refused);
        CHECK(away.error().message.starts_with("redirect to another site: "));
    }
}
