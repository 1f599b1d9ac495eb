#include "daemon/fetch/fetcher.hpp"

#include "tests/daemon/fetch/visit.hpp"
#include "tests/support/coded.hpp"
#include "tests/support/origin.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;

namespace {

/// `bytes` as they stand, then what `end` says.
OriginReply raw(std::string bytes, OriginReply::End end = OriginReply::End::close) {
    OriginReply reply;
    reply.bytes = std::move(bytes);
    reply.end = end;
    return reply;
}

Errc error_of(const Result<Response>& result) {
    REQUIRE_FALSE(result);
    INFO(result.error().message);
    return result.error().code;
}

} // namespace

TEST_CASE("a first visit is a plain GET in which every field stands once", "[fetch]") {
    Origin origin;
    origin.on("/feed", reply(200, {{"ETag", "\"a\""}, {"Content-Type", "text/xml"}}, "<rss/>"));
    const auto response = visit({.url = origin.url("/feed")}).value();
    CHECK(response.status == 200);
    CHECK(response.body == "<rss/>");
    CHECK(response.header("etag") == "\"a\"");
    CHECK(response.header("CONTENT-TYPE") == "text/xml");
    CHECK(response.effective_url == origin.url("/feed"));
    CHECK(response.permanent_url.empty());
    CHECK(response.is_length_known);

    const auto request = origin.requests("/feed").at(0);
    CHECK(request.method == "GET");
    CHECK(request.header("User-Agent") == "arna/test (+https://example.org)");
    for (const auto* field : {"Host", "User-Agent", "Accept", "Accept-Encoding"}) {
        CAPTURE(field);
        CHECK(request.count(field) == 1);
    }
    for (const auto* field :
         {"If-None-Match", "If-Modified-Since", "Cookie", "Referer", "Origin", "Authorization", "Range"}) {
        CAPTURE(field);
        CHECK(request.count(field) == 0);
    }
    CHECK(origin.hits() == 1);
}

TEST_CASE("validators come back on the wire byte for byte", "[fetch]") {
    Origin origin;
    const auto* etag = GENERATE("\"abc\"", "W/\"abc\"", "\"abc-gzip\"", "unquoted", "\"\xd0\xbf\"", "\"a b\"");
    const auto* modified = GENERATE("Thu, 01 Jan 1970 00:00:00 GMT", "2026-02-23 10:55:00 +0600", "");
    origin.on("/feed", reply(304));
    CAPTURE(etag, modified);
    CHECK(visit({.url = origin.url("/feed"), .etag = etag, .last_modified = modified}).value().status == 304);
    CHECK(origin.requests("/feed").at(0).header("If-None-Match") == etag);
    CHECK(origin.requests("/feed").at(0).header("If-Modified-Since") == modified);
    CHECK(origin.requests("/feed").at(0).count("If-Modified-Since") == (*modified != '\0' ? 1 : 0));
}

TEST_CASE("cookies are neither kept nor sent, not even over a redirect", "[fetch]") {
    Origin origin;
    origin.on("/set", reply(302, {{"Location", "/feed"}, {"Set-Cookie", "a=b"}}));
    origin.on("/feed", reply(200, {{"Set-Cookie", "c=d"}}, "<rss/>"));
    FetchWorld world;
    CHECK(visit(world, {.url = origin.url("/set")}).value().status == 200);
    CHECK(visit(world, {.url = origin.url("/feed")}).value().status == 200);
    for (const auto& request : origin.requests("/feed")) CHECK(request.count("Cookie") == 0);
}

TEST_CASE("a coded body arrives decoded", "[fetch]") {
    struct Case {
        const char* name;
        std::string (*code)(std::string_view);
    };
    const auto [name, code] =
        GENERATE(values<Case>({{"gzip", gzipped}, {"deflate", zlibbed}, {"br", brotlied}, {"zstd", zstded}}));
    CAPTURE(name);
    Origin origin;
    const std::string text(100'000, 'x');
    origin.on("/feed", reply(200, {{"Content-Encoding", name}}, code(text)));
    CHECK(visit({.url = origin.url("/feed")}).value().body == text);
}

TEST_CASE("a coded body that is cut is an error though its Content-Length fits", "[fetch]") {
    Origin origin;
    const auto whole = gzipped(std::string(100'000, 'x'));
    origin.on("/feed", reply(200, {{"Content-Encoding", "gzip"}}, whole.substr(0, whole.size() - 9)));
    CHECK(error_of(visit({.url = origin.url("/feed")})) == Errc::unavailable);
}

TEST_CASE("a body is cut off at the limit, decoded or not, announced or not", "[fetch]") {
    Origin origin;
    auto options = loopback_options();
    options.max_body = 1u << 20;
    const std::string large((1u << 20) + 1, ' ');
    origin.on("/announced", reply(200, {}, large));
    origin.on("/unannounced", raw("HTTP/1.1 200 OK\r\n\r\n" + large));
    origin.on("/gzip", reply(200, {{"Content-Encoding", "gzip"}}, gzipped(large)));
    origin.on("/br", reply(200, {{"Content-Encoding", "br"}}, brotlied(std::string(64u << 20, ' '))));
    auto endless =
        raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1000\r\n" + std::string(0x1000, 'x') + "\r\n");
    endless.is_endless = true;
    endless.repeat_from = endless.bytes.find("1000\r\n");
    origin.on("/endless", endless);
    origin.on("/fits", reply(200, {}, large.substr(1)));
    for (const auto* path : {"/announced", "/unannounced", "/gzip", "/br", "/endless"}) {
        CAPTURE(path);
        CHECK(error_of(visit({.url = origin.url(path)}, options)) == Errc::limit_exceeded);
    }
    CHECK(visit({.url = origin.url("/fits")}, options).value().body.size() == 1u << 20);
}

TEST_CASE("a stack of codings is refused", "[fetch]") {
    Origin origin;
    std::string codings = "gzip";
    for (int i = 0; i < 39; ++i) codings += ", gzip";
    origin.on("/feed", reply(200, {{"Content-Encoding", codings}}, gzipped("x")));
    CHECK(error_of(visit({.url = origin.url("/feed")})) == Errc::unavailable);
}

TEST_CASE("header fields are limited to 64 KiB together", "[fetch]") {
    Origin origin;
    auto endless = raw("HTTP/1.1 200 OK\r\nX-Field: 0123456789\r\n");
    endless.is_endless = true;
    endless.repeat_from = endless.bytes.find("X-Field");
    origin.on("/fields", endless);
    auto informed = raw("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
    informed.is_endless = true;
    origin.on("/hints", informed);
    origin.on("/line", raw("HTTP/1.1 200 OK\r\nX: " + std::string(70'000, 'x') + "\r\n\r\n"));
    origin.on("/long", raw("HTTP/1.1 200 OK\r\nX: " + std::string(1'000'000, 'x') + "\r\n\r\n"));
    origin.on("/status", raw("HTTP/1.1 200 " + std::string(70'000, 'x') + "\r\n\r\n"));
    for (const auto* path : {"/fields", "/hints", "/line", "/long", "/status"}) {
        CAPTURE(path);
        CHECK(error_of(visit({.url = origin.url(path)})) == Errc::limit_exceeded);
    }
}

TEST_CASE("informational responses are skipped with their fields", "[fetch]") {
    Origin origin;
    origin.on("/feed",
              raw("HTTP/1.1 103 Early Hints\r\nETag: \"hint\"\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    const auto response = visit({.url = origin.url("/feed")}).value();
    CHECK(response.status == 200);
    CHECK(response.header("etag").empty());
    CHECK(response.body == "ok");
}

TEST_CASE("a body that the transport shows to be cut is an error", "[fetch]") {
    Origin origin;
    origin.on("/length", raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"));
    origin.on("/chunk", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n"));
    origin.on("/size", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nshort\r\n0\r\n\r\n"));
    origin.on("/reset", raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", OriginReply::End::reset));
    origin.on("/head", raw("HTTP/1.1 200 OK\r\nContent-Le"));
    origin.on("/nothing", raw(""));
    for (const auto* path : {"/length", "/chunk", "/size", "/reset", "/nothing"}) {
        CAPTURE(path);
        CHECK(error_of(visit({.url = origin.url(path)})) == Errc::unavailable);
    }
    CHECK_FALSE(visit({.url = origin.url("/head")}));
}

TEST_CASE("what is not HTTP is an error", "[fetch]") {
    Origin origin;
    const auto* bytes =
        GENERATE("<rss/>", "SSH-2.0-OpenSSH_9.2\r\n", "HTTP\r\n\r\n", "\x16\x03\x01\x02", "ICY 200 OK\r\n\r\n");
    CAPTURE(bytes);
    origin.on("/feed", raw(bytes));
    CHECK_FALSE(visit({.url = origin.url("/feed")}));
}

TEST_CASE("odd but understandable HTTP is read", "[fetch]") {
    Origin origin;
    origin.on("/lf", raw("HTTP/1.1 200 OK\nContent-Length: 2\n\nok"));
    origin.on("/no-reason", raw("HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok"));
    origin.on("/old", raw("HTTP/1.0 200 OK\r\n\r\nok"));
    for (const auto* path : {"/lf", "/no-reason", "/old"}) {
        CAPTURE(path);
        const auto response = visit({.url = origin.url(path)}).value();
        CHECK(response.status == 200);
        CHECK(response.body == "ok");
        CHECK(response.is_length_known == (std::string_view(path) != "/old"));
    }
    origin.on("/999", raw("HTTP/1.1 999 Denied\r\nContent-Length: 0\r\n\r\n"));
    CHECK(visit({.url = origin.url("/999")}).value().status == 999);
}

TEST_CASE("a coding's end mark tells that a close-delimited body is whole", "[fetch]") {
    Origin origin;
    origin.on("/feed", raw("HTTP/1.0 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzipped("whole")));
    CHECK(visit({.url = origin.url("/feed")}).value().is_length_known);
}

TEST_CASE("of a response that is no success the head counts, whatever becomes of its body", "[fetch]") {
    Origin origin;
    origin.on("/cut", raw("HTTP/1.1 503 Busy\r\nRetry-After: 77\r\nContent-Length: 100\r\n\r\nshort"));
    auto endless = raw("HTTP/1.1 429 Slow down\r\nRetry-After: 77\r\n\r\n" + std::string(4096, 'x'));
    endless.is_endless = true;
    endless.repeat_from = endless.bytes.size() - 4096;
    origin.on("/endless", endless);
    origin.on("/hang",
              raw("HTTP/1.1 500 Oops\r\nRetry-After: 77\r\nContent-Length: 9\r\n\r\n", OriginReply::End::hang));
    auto options = loopback_options();
    options.timeout = 3s;
    for (const auto* path : {"/cut", "/endless", "/hang"}) {
        CAPTURE(path);
        const auto response = visit({.url = origin.url(path)}, options).value();
        CHECK(response.status >= 400);
        CHECK(response.header("retry-after") == "77");
        CHECK(response.body.empty());
    }
}

TEST_CASE("silence and drips end at the total limit", "[fetch]") {
    Origin origin;
    auto drip_body = reply(200, {}, std::string(10'000, 'x'));
    drip_body.drip = 1;
    drip_body.pause = 20ms;
    origin.on("/body", drip_body);
    auto drip_head = raw("HTTP/1.1 200 OK\r\n" + std::string(10'000, 'x'));
    drip_head.drip = 1;
    drip_head.pause = 20ms;
    origin.on("/head", drip_head);
    origin.on("/silence", silence());
    auto options = loopback_options();
    options.timeout = 400ms;
    FetchWorld world(options);
    const auto results =
        visit_all(world, {{.url = origin.url("/body")}, {.url = origin.url("/head")}, {.url = origin.url("/silence")}});
    for (const auto& result : results) CHECK(error_of(result) == Errc::limit_exceeded);
}

TEST_CASE("a name that does not exist fails its own visit alone", "[fetch]") {
    Origin origin;
    origin.on("/feed", reply(200, {}, "x"));
    FetchWorld world;
    const auto results = visit_all(world, {{.url = "http://does-not-exist.invalid/feed"},
                                           {.url = "http://" + std::string(300, 'a') + ".example/feed"},
                                           {.url = "http://:80/"},
                                           {.url = origin.url("/feed")}});
    CHECK_FALSE(results[0]);
    CHECK_FALSE(results[1]);
    CHECK_FALSE(results[2]);
    CHECK(results[3]);
}

TEST_CASE("a failure names its reason, which metrics count and pages are retried by", "[fetch]") {
    Origin origin;
    origin.on("/silence", silence());
    origin.on("/large", reply(200, {}, std::string(4'000, 'x')));
    origin.on("/cut", raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ncut"));
    struct Case {
        const char* address; ///< a path: of the origin
        FailureReason reason;
    };
    const auto [address, reason] = GENERATE(values<Case>({{"http://does-not-exist.invalid/", FailureReason::dns},
                                                          {"http://127.0.0.1:1/", FailureReason::connect},
                                                          {"/cut", FailureReason::connect},
                                                          {"/silence", FailureReason::timeout},
                                                          {"/large", FailureReason::too_large},
                                                          {"http://10.0.0.1/", FailureReason::refused}}));
    const std::string url = *address == '/' ? origin.url(address) : address;
    CAPTURE(url);
    auto options = loopback_options();
    options.timeout = 400ms;
    options.max_body = 1'000;
    FetchWorld world(options);
    std::optional<FetchResult> result;
    boost::asio::co_spawn(world.io, world.fetcher.fetch({.url = url}),
                          [&](const std::exception_ptr&, FetchResult came) { result = std::move(came); });
    world.io.run();
    REQUIRE(result);
    REQUIRE_FALSE(*result);
    CHECK(name_of(result->error().reason) == name_of(reason));
}

TEST_CASE("no more visits run at a time than the options say", "[fetch]") {
    Origin origin;
    auto slow = reply(200, {}, "x");
    slow.delay = 20ms;
    origin.on("*", slow);
    auto options = loopback_options();
    options.concurrency = 3;
    FetchWorld world(options);
    for (const auto& result : visit_all(world, std::vector<Request>(30, {.url = origin.url("/feed")}))) CHECK(result);
    CHECK(origin.peak() <= 6); // the origin may still be closing as many as have ended
    CHECK(origin.hits() == 30);
}

TEST_CASE("stop ends every visit, also those that come later", "[fetch]") {
    Origin origin;
    origin.on("/hang", silence());
    FetchWorld world;
    auto& [io, pool, fetcher] = world;
    std::vector<Result<Response>> ended;
    const auto keep = [&](Result<Response> result) { ended.push_back(std::move(result)); };
    world.start({.url = origin.url("/hang")}, keep);
    io.poll();
    REQUIRE(origin.wait_for_hits("/hang", 1));
    fetcher.stop();
    fetcher.stop();
    world.start({.url = origin.url("/hang")}, keep);
    io.restart();
    io.run();
    REQUIRE(ended.size() == 2);
    for (const auto& result : ended) CHECK(error_of(result) == Errc::unavailable); // by itself it would be too slow
}

TEST_CASE("a response may outlive its fetcher", "[fetch]") {
    Origin origin;
    origin.on("/feed", reply(200, {}, "x"));
    const auto response = [&] {
        FetchWorld world;
        return visit(world, {.url = origin.url("/feed")}).value();
    }();
    CHECK(response.body == "x");
}

TEST_CASE("an unreadable network in the options is a bug that is told at once", "[fetch]") {
    auto options = loopback_options();
    options.allow.emplace_back("loopback");
    CHECK_THROWS_AS(FetchWorld(options), std::invalid_argument);
}
