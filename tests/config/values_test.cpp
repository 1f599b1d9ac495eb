#include "config/check/value_checks.hpp"
#include "config/file/string_place.hpp"
#include "config/option/quantity.hpp"
#include "config/option/suggest.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;

TEST_CASE("Durations are a number and a unit", "[config][quantity]") {
    CHECK(parse_duration("90s") == 90s);
    CHECK(parse_duration("15m") == 15min);
    CHECK(parse_duration("2h") == 2h);
    CHECK(parse_duration("7d") == 168h);
    for (const char* wrong : {"", "s", "15", "15 m", " 15m", "1h30m", "-1s", "+1s", "1.5h", "15M", "1e9s",
                              "99999999999999999999s", "9999999d", "15m\n"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_duration(wrong));
    }
    for (const auto duration : {1s, 60s, 90s, 3600s, 86400s, 90000s}) {
        CHECK(parse_duration(format_duration(duration)) == duration);
    }
    CHECK(format_duration(24h) == "1d");
    CHECK(format_duration(90s) == "90s");
}

TEST_CASE("Sizes are a number and a binary unit", "[config][quantity]") {
    CHECK(parse_size("512B") == 512u);
    CHECK(parse_size("10MiB") == 10u << 20);
    CHECK(parse_size("1GiB") == 1u << 30);
    for (const char* wrong : {"", "10", "10MB", "10 MiB", "10mib", "-1B", "99999999999999999999B", "9999999GiB"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_size(wrong));
    }
    CHECK(format_size(10u << 20) == "10MiB");
    CHECK(format_size(1536) == "1536B");
}

TEST_CASE("The nearest word is within a third of its letters", "[config][suggest]") {
    constexpr auto words = std::to_array<std::string_view>({"interval", "limit", "labels"});
    CHECK(nearest("intervall", words) == "interval");
    CHECK(nearest("intevral", words) == "interval");
    CHECK(nearest("lable", words) == "labels");
    CHECK(nearest("limt", words) == "limit");
    CHECK(nearest("title", words).empty());
    CHECK(nearest("", words).empty());
    CHECK(nearest(std::string(100'000, 'i'), words).empty());
    CHECK(did_you_mean("limt", words) == "; did you mean 'limit'?");
    CHECK(did_you_mean("zzz", words).empty());
}

TEST_CASE("A character of a TOML string is found in its document", "[config][string_place]") {
    struct Case {
        const char* document;
        std::uint32_t line, column; ///< of the opening quote
        std::size_t index;
        Place place;
    };
    const auto example = GENERATE(values<Case>({
        {"a = \"жол\"", 1, 5, 0, {0, 1, 6}},
        {"a = \"жол\"", 1, 5, 2, {0, 1, 8}},
        {"a = \"жол\"", 1, 5, 3, {0, 1, 9}},
        {"a = \"\\t\\u0436x\"", 1, 5, 2, {0, 1, 14}},
        {"a = \"\\U00000436x\"", 1, 5, 1, {0, 1, 16}},
        {"a = '\\tx'", 1, 5, 2, {0, 1, 8}},
        {"a = '''\nab\ncd'''", 1, 5, 3, {0, 3, 1}},
        {"a = '''ab'''", 1, 5, 1, {0, 1, 9}},
        {"a = \"\"\"\nab \\\n   cd\"\"\"", 1, 5, 3, {0, 3, 4}},
        {"\n# x\nbb = '''\r\nab'''", 3, 6, 1, {0, 4, 2}},
        {"a = 5", 1, 5, 3, {0, 1, 5}},
        {"a = \"b\"", 9, 9, 3, {0, 9, 9}},
    }));
    CAPTURE(example.document, example.index);
    const Place begin{.file = 0, .line = example.line, .column = example.column};
    CHECK(place_in_string(TextLines(example.document), begin, example.index) == example.place);
}

TEST_CASE("Addresses to listen on and networks are checked by their form", "[config][value_checks]") {
    for (const char* fine : {"127.0.0.1:8411", "[::1]:80", "localhost:0", "*:8411"})
        CHECK(value_checks::endpoint(fine).empty());
    for (const char* wrong : {"", "8411", ":80", "::1:80", "a:65536", "a:-1", "a:", "[]:80", "http://a:80"}) {
        CAPTURE(wrong);
        CHECK_FALSE(value_checks::endpoint(wrong).empty());
    }
    for (const char* fine : {"10.0.0.0/8", "127.0.0.1", "fd00::/8", "::1", "0.0.0.0/0"})
        CHECK(value_checks::network(fine).empty());
    for (const char* wrong : {"", "10.0.0.0/33", "10.0.0/8", "fd00::/129", "a/8", "10.0.0.0/", "10.0.0.0/8/8"}) {
        CAPTURE(wrong);
        CHECK_FALSE(value_checks::network(wrong).empty());
    }
    for (const char* fine : {"", "kk", "ru-KZ", "zh-Hans-CN"}) CHECK(value_checks::language(fine).empty());
    for (const char* wrong : {"k", "kk_KZ", "kk-", "-kk", "қаз", "123"})
        CHECK_FALSE(value_checks::language(wrong).empty());
}

TEST_CASE("An address of the web has a host and a port that can be", "[config][value_checks]") {
    for (const char* fine :
         {"http://a.kz", "https://a.kz:65535/x?y#z", "http://a.kz:/", "http://[::1]:80/", "http://127.0.0.1/",
          "https://қазақ.қаз/", "https://user:p%40ss@a.kz/", "http://localhost/", "http://a_b.kz/", "http://a.kz./",
          "https://a.kz/@user", "HTTP://A.KZ/"}) {
        CAPTURE(fine);
        CHECK(value_checks::http_url(fine).empty());
        CHECK(value_checks::proxy(fine).empty() == (fine[0] == 'h'));
    }
    for (const char* wrong : {"",
                              "http://",
                              "http:///",
                              "http:a.kz",
                              "http:/a.kz",
                              "http://:80/",
                              "http://user@/",
                              "http://a.kz:99999/",
                              "http://a.kz:0/",
                              "http://a.kz:x/",
                              "http://a.kz:-1/",
                              "http://a.kz:80:80/",
                              "http://[::1",
                              "http://[::g]/",
                              "http://[]/",
                              "http://::1/",
                              "http://a..kz/",
                              "http://.kz/",
                              "http://a,b/",
                              "http://a b/",
                              "http://a\\b/",
                              "http://a%20b/",
                              "http://256.1.1.1/",
                              "http://1.2.3/",
                              "http://u:p@ss@a.kz/",
                              "http://a\u202eb.kz/",
                              "http://a.kz/\n",
                              "ftp://a.kz"}) {
        CAPTURE(wrong);
        CHECK_FALSE(value_checks::http_url(wrong).empty());
        CHECK_FALSE(value_checks::base_url(wrong).empty());
    }
    CHECK_FALSE(value_checks::http_url("http://" + std::string(64, 'a') + ".kz/").empty());
    CHECK(value_checks::http_url("http://feeds.example:99999/") ==
          "an address whose port is not 1 to 65535; write one like https://example.kz/rss");
    CHECK_FALSE(value_checks::proxy("socks5://a.kz:99999").empty());
    CHECK_FALSE(value_checks::user_name("a:b").empty());
    CHECK_FALSE(value_checks::endpoint("[abc]:80").empty());
    CHECK_FALSE(value_checks::endpoint("a b:80").empty());
    CHECK(value_checks::endpoint("[fe80::1%eth0]:80").empty());
    CHECK_FALSE(value_checks::network(std::string_view("10.0.0.1\0", 9)).empty());
}
