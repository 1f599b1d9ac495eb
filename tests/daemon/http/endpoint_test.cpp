#include "daemon/http/endpoint.hpp"

#include <catch2/catch.hpp>

using namespace arna;

TEST_CASE("An endpoint is an address and a port", "[http][endpoint]") {
    struct Case {
        const char* text;
        const char* endpoint;
    };
    const auto one = GENERATE(values<Case>({{"127.0.0.1:8411", "127.0.0.1:8411"},
                                            {"0.0.0.0:0", "0.0.0.0:0"},
                                            {"[::1]:80", "[::1]:80"},
                                            {"localhost:8411", "127.0.0.1:8411"},
                                            {"*:8411", "[::]:8411"}}));
    CAPTURE(one.text);
    const auto endpoint = parse_endpoint(one.text);
    REQUIRE(endpoint);
    CHECK(format_endpoint(*endpoint) == one.endpoint);
}

TEST_CASE("What is no endpoint is an error that names it", "[http][endpoint]") {
    for (const char* text :
         {"", ":", ":80", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:80x",
          "example.kz:80", "::1:80", "[127.0.0.1]:80", "[::1:80", "[]:80", "1.2.3:80"}) {
        CAPTURE(text);
        const auto endpoint = parse_endpoint(text);
        REQUIRE_FALSE(endpoint);
        CHECK(endpoint.error().code == Errc::bad_input);
        CHECK(endpoint.error().message.find(text) != std::string::npos);
    }
}
