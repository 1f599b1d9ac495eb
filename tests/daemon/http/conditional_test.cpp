#include "daemon/http/message/conditional.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>
#include <vector>

using namespace arna;
using namespace std::chrono_literals;

namespace {

RenderedDocument document() {
    RenderedDocument document;
    document.version = 12;
    document.hash = 0xABC;
    document.last_modified = std::chrono::sys_days{2026y / 2 / 23} + 5h + 55min + 700ms;
    return document;
}

} // namespace

TEST_CASE("An ETag is the version and the hash, with a suffix for a coding", "[http][conditional]") {
    CHECK(entity_tag(document(), Coding::identity) == "\"12-0000000000000abc\"");
    CHECK(entity_tag(document(), Coding::gzip) == "\"12-0000000000000abc-gzip\"");
    CHECK(entity_tag(document(), Coding::brotli) == "\"12-0000000000000abc-br\"");
}

TEST_CASE("If-None-Match knows the document in every coding and spelling", "[http][conditional]") {
    struct Case {
        const char* value;
        bool matches;
    };
    const auto one = GENERATE(values<Case>({{"\"12-0000000000000abc\"", true},
                                            {"\"12-0000000000000abc-gzip\"", true},
                                            {"\"12-0000000000000abc-br\"", true},
                                            {"W/\"12-0000000000000abc\"", true},
                                            {"W/\"12-0000000000000abc-gzip\"", true},
                                            {"\"12-0000000000000abc;gzip\"", true},
                                            {"12-0000000000000abc", true},
                                            {"*", true},
                                            {"\"x\", W/\"y\" ,\"12-0000000000000abc\"", true},
                                            {"\"a,b\",\"12-0000000000000abc\"", true},
                                            {"\"12-0000000000000abd\"", false},
                                            {"\"13-0000000000000abc\"", false},
                                            {"\"12-0000000000000abc-zstd\"", false},
                                            {"\"*\"", false},
                                            {"\"", false},
                                            {", ,", false},
                                            {"\"x, 12-0000000000000abc\"", false}}));
    CAPTURE(one.value);
    HttpRequest request;
    request.if_none_match = one.value;
    CHECK(is_not_modified(request, document()) == one.matches);
}

TEST_CASE("If-Modified-Since counts whole seconds and only without If-None-Match", "[http][conditional]") {
    HttpRequest request;
    CHECK_FALSE(is_not_modified(request, document()));
    for (const char* date : {"Mon, 23 Feb 2026 05:55:00 GMT", "Mon, 23 Feb 2026 06:00:00 GMT",
                             "Monday, 23-Feb-26 05:55:00 GMT", "Mon Feb 23 05:55:00 2026"}) {
        CAPTURE(date);
        request.if_modified_since = date;
        CHECK(is_not_modified(request, document()));
    }
    for (const char* date : {"Mon, 23 Feb 2026 05:54:59 GMT", "yesterday", "0"}) {
        CAPTURE(date);
        request.if_modified_since = date;
        CHECK_FALSE(is_not_modified(request, document()));
    }
    request.if_modified_since = "Mon, 23 Feb 2026 06:00:00 GMT";
    request.if_none_match = "\"other\"";
    CHECK_FALSE(is_not_modified(request, document()));
}

TEST_CASE("A delta is told since an ETag, and not since what only resembles one", "[http][conditional]") {
    HttpRequest request;
    request.if_none_match = "\"1-a\", W/\"2-b-gzip\", 3-c, \"4-d, *";
    CHECK(listed_tags(request) == std::vector<std::string>{"1-a", "2-b"});
}

TEST_CASE("A client that wants another document than the present one gets none", "[http][conditional]") {
    HttpRequest request;
    CHECK_FALSE(is_precondition_failed(request, document()));
    for (const char* tags : {"\"12-0000000000000abc\"", "\"x\", \"12-0000000000000abc-gzip\"", "*"}) {
        CAPTURE(tags);
        request.if_match = tags;
        CHECK_FALSE(is_precondition_failed(request, document()));
    }
    for (const char* tags : {"\"x\"", "W/\"12-0000000000000abc\"", "\"11-0000000000000abc\""}) {
        CAPTURE(tags);
        request.if_match = tags;
        CHECK(is_precondition_failed(request, document()));
    }
    request.if_match = "*";
    request.if_unmodified_since = "Mon, 23 Feb 2026 05:54:59 GMT";
    CHECK_FALSE(is_precondition_failed(request, document())); // If-Match goes before it
    request.if_match = {};
    CHECK(is_precondition_failed(request, document()));
    for (const char* date : {"Mon, 23 Feb 2026 05:55:00 GMT", "yesterday"}) {
        request.if_unmodified_since = date;
        CHECK_FALSE(is_precondition_failed(request, document()));
    }
}
