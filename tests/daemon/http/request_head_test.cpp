#include "daemon/http/message/request_head.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace arna;

namespace {

using Read = std::expected<std::optional<RequestHead>, BadRequest>;

Read read(std::string_view bytes) {
    std::size_t scanned = 0;
    return read_request_head(bytes, scanned);
}

/// 0: accepted, 1: more is to come, else the status of the refusal.
int outcome(std::string_view bytes) {
    const auto head = read(bytes);
    if (!head) return head.error().status;
    return *head ? 0 : 1;
}

std::string get(const std::string& fields, const std::string& line = "GET / HTTP/1.1") {
    return line + "\r\nHost: feeds.example.kz\r\n" + fields + "\r\n";
}

} // namespace

TEST_CASE("A head is read into path, conditions and what follows for the connection", "[http][head]") {
    const std::string bytes =
        get("If-None-Match: \"1-a\"\r\nif-none-match:\tW/\"2-b\"  \r\nAccept-Encoding: br, gzip\r\n"
            "If-Modified-Since: Mon, 23 Feb 2026 05:55:00 GMT\r\nX-Other: \xD2\x9B\r\n",
            "HEAD /tags/sport.atom?token=x?y HTTP/1.1");
    const std::string more = bytes + "GET /next";
    const auto head = read(more);
    REQUIRE(head);
    REQUIRE(*head);
    const HttpRequest& request = (*head)->request;
    CHECK(request.method == Method::head);
    CHECK(request.path == "/tags/sport.atom");
    CHECK(request.query == "token=x?y");
    CHECK(request.if_none_match == "\"1-a\", W/\"2-b\"");
    CHECK(request.if_modified_since == "Mon, 23 Feb 2026 05:55:00 GMT");
    CHECK(request.accept_encoding == "br, gzip");
    CHECK((*head)->keeps_alive);
    CHECK((*head)->size == bytes.size());
}

TEST_CASE("A connection stays as version and Connection say", "[http][head]") {
    struct Case {
        const char* version;
        const char* field;
        bool keeps_alive;
    };
    const auto one = GENERATE(values<Case>({{"1.1", "", true},
                                            {"1.1", "Connection: close\r\n", false},
                                            {"1.1", "Connection: TE, Close\r\n", false},
                                            {"1.1", "Connection: keep-alive\r\n", true},
                                            {"1.1", "Connection: x\r\nConnection: close\r\n", false},
                                            {"1.0", "", false},
                                            {"1.0", "Connection: Keep-Alive\r\n", true},
                                            {"1.0", "Connection: keep-alive, close\r\n", false}}));
    CAPTURE(one.version, one.field);
    const std::string bytes = get(one.field, std::string("GET / HTTP/") + one.version);
    CHECK((*read(bytes))->keeps_alive == one.keeps_alive);
}

TEST_CASE("A target is a path, with or without an authority before it", "[http][head]") {
    struct Case {
        const char* target;
        const char* path;
    };
    const auto one = GENERATE(values<Case>({{"/", "/"},
                                            {"/?", "/"},
                                            {"/a?b/c", "/a"},
                                            {"//a", "//a"},
                                            {"/%D0%B0%2e", "/%D0%B0%2e"},
                                            {"/\xD0\xB0", "/\xD0\xB0"},
                                            {"http://other.example/a?b", "/a"},
                                            {"HTTP://other.example", "/"},
                                            {"https://other.example?x", "/"}}));
    CAPTURE(one.target);
    const std::string bytes = get("", std::string("GET ") + one.target + " HTTP/1.1");
    const auto head = read(bytes);
    REQUIRE(head);
    CHECK((*head)->request.path == one.path);
}

TEST_CASE("What two parsers could read differently is refused", "[http][head]") {
    struct Case {
        const char* what;
        std::string bytes;
        int status;
    };
    const std::string post = "POST / HTTP/1.1";
    const std::vector<Case> cases = {
        {"nothing odd", get(""), 0},
        {"one empty line before the request", "\r\n" + get(""), 0},
        {"two empty lines before the request", "\r\n\r\n" + get(""), 400},
        {"HTTP/1.0 without Host", "GET / HTTP/1.0\r\n\r\n", 0},
        {"Content-Length 0", get("Content-Length: 0\r\n"), 0},
        {"Host without a name", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 0},
        {"no Host", "GET / HTTP/1.1\r\n\r\n", 400},
        {"two Hosts", get("Host: b\r\n"), 400},
        {"two equal Hosts", get("Host: feeds.example.kz\r\n"), 400},
        {"two Hosts in HTTP/1.0", get("Host: b\r\n", "GET / HTTP/1.0"), 400},
        {"Host with a user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400},
        {"Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
        {"two names in one Host", "GET / HTTP/1.1\r\nHost: a,b\r\n\r\n", 400},
        {"an absolute target without an authority", get("", "GET http:// HTTP/1.1"), 400},
        {"an absolute target with a user", get("", "GET http://u@a/ HTTP/1.1"), 400},
        {"an absolute target with two names", get("", "GET http://a,b/ HTTP/1.1"), 400},
        {"an absolute target with a wrong port", get("", "GET http://a:99999/ HTTP/1.1"), 400},
        {"an absolute target with a port alone", get("", "GET http://:80/ HTTP/1.1"), 400},
        {"two Content-Lengths", get("Content-Length: 0\r\nContent-Length: 0\r\n"), 400},
        {"a list of Content-Lengths", get("Content-Length: 0, 0\r\n"), 400},
        {"Content-Length with a sign", get("Content-Length: +5\r\n"), 400},
        {"Content-Length in hexadecimal", get("Content-Length: 0x5\r\n"), 400},
        {"Content-Length beyond 64 bits", get("Content-Length: 99999999999999999999\r\n"), 400},
        {"empty Content-Length", get("Content-Length:\r\n"), 400},
        {"a body on GET", get("Content-Length: 5\r\n") + "hello", 400},
        {"a body on HEAD", get("Content-Length: 5\r\n", "HEAD / HTTP/1.1"), 400},
        {"chunked GET", get("Transfer-Encoding: chunked\r\n"), 400},
        {"Content-Length and Transfer-Encoding", get("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", post), 400},
        {"two transfer codings", get("Transfer-Encoding: chunked, identity\r\n", post), 400},
        {"Transfer-Encoding twice", get("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", post), 400},
        {"an unknown transfer coding", get("Transfer-Encoding: xchunked\r\n", post), 400},
        {"Transfer-Encoding in HTTP/1.0", get("Transfer-Encoding: chunked\r\n", "POST / HTTP/1.0"), 400},
        {"white space before the colon", get("Transfer-Encoding : chunked\r\n"), 400},
        {"a folded line", get("X: a\r\n b\r\n"), 400},
        {"a folded first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
        {"a line without a colon", get("X\r\n"), 400},
        {"an empty field name", get(": x\r\n"), 400},
        {"a field name with a blank", get("A B: x\r\n"), 400},
        {"NUL in a value", get(std::string("X: a\0b\r\n", 8)), 400},
        {"a control character in a value", get("X: \x01\r\n"), 400},
        {"a bare CR in a value", get("X: a\rb\r\n"), 400},
        {"a bare LF in a value", get("X: a\nY: b\r\n"), 400},
        {"lines that end with LF", "GET / HTTP/1.1\nHost: a\n\n", 400},
        {"lines that end with CR", "GET / HTTP/1.1\rHost: a\r\r", 400},
        {"a bare CR before the end", get("X: a\r\r\n"), 400},
        {"no version", "GET /\r\n\r\n", 400},
        {"two blanks in the request line", get("", "GET  / HTTP/1.1"), 400},
        {"a tab in the request line", get("", "GET\t/ HTTP/1.1"), 400},
        {"a blank in the target", get("", "GET /a b HTTP/1.1"), 400},
        {"a fragment", get("", "GET /a#b HTTP/1.1"), 400},
        {"a backslash", get("", "GET /a\\b HTTP/1.1"), 400},
        {"a target that is no path", get("", "GET feeds HTTP/1.1"), 400},
        {"an asterisk", get("", "GET * HTTP/1.1"), 400},
        {"an absolute target without a host", get("", "GET http:///a HTTP/1.1"), 400},
        {"a version in lower case", get("", "GET / http/1.1"), 400},
        {"a version of three digits", get("", "GET / HTTP/1.10"), 400},
        {"a method with a wrong character", get("", "G@T / HTTP/1.1"), 400},
        {"HTTP/2.0", get("", "GET / HTTP/2.0"), 505},
        {"HTTP/1.2", get("", "GET / HTTP/1.2"), 505},
        {"the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        {"POST", get("", post), 0},
        {"POST with a body", get("Content-Length: 5\r\n", post) + "hello", 0},
        {"chunked POST", get("Transfer-Encoding: chunked\r\n", post), 0},
        {"OPTIONS *", get("", "OPTIONS * HTTP/1.1"), 0},
        {"CONNECT", get("", "CONNECT a:443 HTTP/1.1"), 0},
        {"a method in lower case", get("", "get / HTTP/1.1"), 0},
        {"a method nobody knows", get("", "BREW / HTTP/1.1"), 0},
    };
    for (const Case& one : cases) {
        CAPTURE(one.what);
        CHECK(outcome(one.bytes) == one.status);
    }
}

TEST_CASE("What is too long is refused before its end has arrived", "[http][head]") {
    const std::string start = "GET /" + std::string(8 * 1024 - 14, 'a'); // with " HTTP/1.1" 8 KiB
    CHECK(outcome(start + " HTTP/1.1\r\nHost: a\r\n\r\n") == 0);
    CHECK(outcome(start + " HTTP/1.1\r") == 1);
    CHECK(outcome(start + "a HTTP/1.1\r\nHost: a\r\n\r\n") == 414);
    CHECK(outcome(start + "a HTTP/1.1") == 414);
    CHECK(outcome(std::string(9000, 'A')) == 414);

    const std::string fields = "Host: a\r\n";
    const auto padded = [&](std::size_t size) {
        return fields + "X: " + std::string(size - fields.size() - 7, 'x') + "\r\n\r\n";
    };
    CHECK(outcome("GET / HTTP/1.1\r\n" + padded(20 * 1024)) == 0);
    CHECK(outcome("GET / HTTP/1.1\r\n" + padded(20 * 1024 + 1)) == 431);
    CHECK(outcome("GET / HTTP/1.1\r\nX: " + std::string(30'000, 'x')) == 431);

    std::string many;
    for (int i = 0; i < 99; ++i) many += "X: y\r\n";
    CHECK(outcome(get(many)) == 0);
    CHECK(outcome(get(many + "X: y\r\n")) == 431);
}

TEST_CASE("A head is the same however its bytes arrive", "[http][head]") {
    for (const std::string& bytes :
         {get("If-None-Match: \"a\"\r\nAccept-Encoding: gzip\r\n"), get("X: a\rb\r\n"), "\r\n" + get("")}) {
        const auto whole = read(bytes);
        std::size_t scanned = 0;
        for (std::size_t size = 1; size <= bytes.size(); ++size) {
            const auto part = read_request_head(std::string_view(bytes).substr(0, size), scanned);
            CAPTURE(size);
            if (!part) {
                REQUIRE_FALSE(whole);
                CHECK(part.error() == whole.error());
                break;
            }
            CHECK(part->has_value() == (size == bytes.size()));
            if (*part) CHECK((*part)->request.if_none_match == (*whole)->request.if_none_match);
        }
    }
}

TEST_CASE("Ends of heads of later requests are not looked for", "[http][head]") {
    const std::string first = get("");
    const auto head = read(first + "\n\n\r\r garbage");
    REQUIRE(head);
    CHECK((*head)->size == first.size());
}
