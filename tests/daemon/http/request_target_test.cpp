#include "daemon/http/message/request_target.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace arna;

TEST_CASE("A host is a name or an address, with or without a port", "[http][target]") {
    for (const char* host :
         {"localhost", "feeds.example.kz", "feeds.example.kz.", "FEEDS.example:8411", "127.0.0.1:80", "a:", "a:0",
          "a:65535", "[::1]", "[::1]:8411", "[::ffff:127.0.0.1]", "a_b.c", "a~b-c", "xn--80aswg.kz", "%D2%9B.kz"}) {
        CAPTURE(host);
        CHECK(is_host_and_port(host));
    }
    for (const char* other :
         {"",        ":80",     "a,b",           "a, b",        "a b",  "a;b",  "a=b",         "a&b",     "a!b",
          "u@a",     "u:p@a",   "a/b",           "a?b",         "a#b",  "a\\b", "a:b",         "a:80:80", "a:-1",
          "a:+1",    "a:65536", "a:99999999999", "::1",         "[::1", "::1]", "[]",          "[a]",     "[::1]a",
          "[::1]80", "[::1]:x", "[::1%25eth0]",  "[127.0.0.1]", "%zz",  "%4",   "\xD2\x9B.kz", "<a>",     "a\"b",
          "a|b"}) {
        CAPTURE(other);
        CHECK_FALSE(is_host_and_port(other));
    }
    CHECK_FALSE(is_host_and_port("[" + std::string(8000, ':') + "]"));
}

TEST_CASE("A target in origin-form or absolute-form has a path and a query", "[http][target]") {
    struct Case {
        const char* target;
        const char* path;
        const char* query;
    };
    const auto one = GENERATE(values<Case>({{"/a?b?c", "/a", "b?c"},
                                            {"/?", "/", ""},
                                            {"http://a?b", "/", "b"},
                                            {"http://a:80", "/", ""},
                                            {"HTTPS://[::1]:80/a?", "/a", ""}}));
    CAPTURE(one.target);
    const auto target = parse_request_target(one.target);
    REQUIRE(target);
    CHECK(target->path == one.path);
    CHECK(target->query == one.query);
}

TEST_CASE("What is neither, or has no proper host, is no target", "[http][target]") {
    for (const char* target : {"", "*", "a", "a/b", "http:/a", "http:a", "http://", "http:///", "http://?a",
                               "http://:80/", "http://a,b/", "http://u@a/", "http://u:p@a/", "ftp://a/", "a:443"}) {
        CAPTURE(target);
        CHECK_FALSE(parse_request_target(target));
    }
}
