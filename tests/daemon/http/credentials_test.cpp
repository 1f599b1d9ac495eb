#include "daemon/http/message/basic_credentials.hpp"
#include "daemon/http/message/logged_path.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace arna;

TEST_CASE("The password of Basic credentials is what stands behind the first colon", "[http][credentials]") {
    struct Case {
        const char* value;
        std::optional<std::string> password;
    };
    const auto one = GENERATE(values<Case>({
        {"Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "open sesame"},
        {"basic QWxhZGRpbjpvcGVuIHNlc2FtZQ", "open sesame"},
        {"BASIC   OmE6Yg==  ", "a:b"},
        {"Basic YTo=", ""},
        {"Basic YQ==", std::nullopt}, // no colon
        {"Basic", std::nullopt},
        {"Basic ", std::nullopt},
        {"", std::nullopt},
        {"Bearer YTpi", std::nullopt},
        {"BasicYTpi", std::nullopt},
        {"Basic !!!!", std::nullopt},
    }));
    CAPTURE(one.value);
    CHECK(basic_password(one.value) == one.password);
}

TEST_CASE("A challenge quotes its realm", "[http][credentials]") {
    CHECK(basic_challenge("feeds.example.kz") == R"(Basic realm="feeds.example.kz", charset="UTF-8")");
    CHECK(basic_challenge(R"(a"b\c)") == R"(Basic realm="a\"b\\c", charset="UTF-8")");
}

TEST_CASE("A log shows nothing behind /private/", "[http][credentials]") {
    CHECK(logged_path("/tags/a.atom") == "/tags/a.atom");
    CHECK(logged_path("/private/TOKEN/tags/a.atom") == "/private/…");
    CHECK(logged_path("/base/private/TOKEN") == "/base/private/…");
    CHECK(logged_path("/%70rivat%65/TOKEN") == "/%70rivat%65/…");
    CHECK(logged_path("/private%2fTOKEN/tags/a") == "/private%2f…");
    CHECK(logged_path("%2Fprivate%2FTOKEN") == "%2Fprivate%2F…");
    CHECK(logged_path("/tags/a%2fb%2") == "/tags/a%2fb%2");
    CHECK(logged_path("/PRIVATE/TOKEN") == "/PRIVATE/…");
    CHECK(logged_path("/tags/private") == "/tags/private");
    CHECK(logged_path("/tags/\"") == "/tags/\\\"");
}
