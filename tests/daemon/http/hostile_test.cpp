#include "daemon/http/message/conditional.hpp"
#include "daemon/http/message/content_coding.hpp"
#include "daemon/http/message/request_head.hpp"
#include "daemon/publish/catalogue.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <string>
#include <vector>

using namespace arna;

namespace {

std::string repeated(std::string_view part, std::size_t bytes) {
    std::string text;
    while (text.size() + part.size() <= bytes) text += part;
    return text;
}

std::string with_field(std::string_view name, std::string_view part) {
    return fmt::format("GET /tags/a.atom HTTP/1.1\r\nHost: a\r\n{}: {}\r\n\r\n", name, repeated(part, 19'000));
}

std::string with_path(std::string_view part) {
    return fmt::format("GET /tags/{} HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n", repeated(part, 8'000),
                       repeated("x", 11'000));
}

/// Processor seconds for a hundred requests, as far as they can be told without a document; the least of three times.
double cost(const std::string& bytes) {
    static const Catalogue catalogue({.base_url = "http://a", .authority = "a", .title = {}, .version = {}});
    double least = 1e9;
    for (int time = 0; time < 3; ++time) {
        const auto begun = std::clock();
        for (int i = 0; i < 100; ++i) {
            std::size_t scanned = 0;
            const auto head = read_request_head(bytes, scanned);
            if (!head || !*head) continue;
            const HttpRequest& request = (*head)->request;
            static_cast<void>(catalogue.resolve(request.path));
            static_cast<void>(choose_coding(request.accept_encoding));
            static_cast<void>(is_not_modified(request, RenderedDocument{}));
        }
        least = std::min(least, static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC);
    }
    return least;
}

} // namespace

TEST_CASE("No head costs many times what a harmless one of its size does", "[http][hostile]") {
    // A field that is read: of one that nobody asks for, eight bytes are looked at together.
    const double harmless = cost(with_field("Accept-Encoding", "harmless, "));
    std::string many_fields = "GET / HTTP/1.1\r\nHost: a\r\n";
    for (int i = 0; i < 99; ++i) many_fields += "If-None-Match: " + repeated("\"a\",", 170) + "\r\n";
    struct Case {
        const char* what;
        std::string bytes;
    };
    const std::vector<Case> cases = {
        {"thousands of entity-tags", with_field("If-None-Match", "\"a\",")},
        {"thousands of open quotes", with_field("If-None-Match", "\"")},
        {"thousands of weak tags without quotes", with_field("If-None-Match", "W/a,")},
        {"thousands of commas", with_field("If-None-Match", ",")},
        {"thousands of blanks before a comma", with_field("If-None-Match", " \t")},
        {"thousands of codings", with_field("Accept-Encoding", "gzip;q=0.1,")},
        {"thousands of parameters", with_field("Accept-Encoding", "a;")},
        {"thousands of empty codings", with_field("Accept-Encoding", ",")},
        {"a date without end", with_field("If-Modified-Since", "Mon, 23 Feb ")},
        {"digits without end", with_field("If-Modified-Since", "1")},
        {"thousands of Connection options", with_field("Connection", "close,")},
        {"many lines of one field", many_fields + "\r\n"},
        {"thousands of segments", with_path("a/")},
        {"thousands of empty segments", with_path("/")},
        {"thousands of dots", with_path("../")},
        {"percent-encoding without end", with_path("%D2%9B")},
        {"combining marks without end", with_path("%CC%81")},
        {"a host without end", with_field("Host", "a.")},
    };
    for (const Case& one : cases) {
        CAPTURE(one.what);
        CHECK(cost(one.bytes) < 40 * harmless);
    }
}
