// What bodies wait for: memory, and the pool that decodes them.
#include "tests/daemon/fetch/visit.hpp"
#include "tests/support/coded.hpp"
#include "tests/support/origin.hpp"

#include <boost/asio/post.hpp>
#include <catch2/catch.hpp>

#include <future>

using namespace arna;
using namespace std::chrono_literals;

TEST_CASE("bodies that do not fit into memory together wait for one another and all arrive", "[fetch]") {
    Origin origin;
    const std::string body(900'000, 'x');
    origin.on("/plain", reply(200, {}, body));
    origin.on("/gzip", reply(200, {{"Content-Encoding", "gzip"}}, gzipped(body)));
    auto options = loopback_options();
    options.max_body = 1u << 20;
    options.memory = GENERATE(std::size_t{3} << 20, std::size_t{1} << 19);
    FetchWorld world(options);
    int arrived = 0;
    for (int i = 0; i < 40; ++i)
        world.start({.url = origin.url(i % 2 == 0 ? "/plain" : "/gzip")}, [&](const Result<Response>& result) {
            REQUIRE(result);
            arrived += result->body.size() == body.size();
        });
    world.io.run();
    CHECK(arrived == 40);
}

TEST_CASE("waiting for memory does not count against a visit's time", "[fetch]") {
    Origin origin;
    const std::string body(600'000, 'x');
    origin.on("/feed", reply(200, {}, body));
    auto options = loopback_options();
    options.max_body = options.memory = 1u << 20;
    options.timeout = 2s;
    FetchWorld world(options);
    auto first = visit(world, {.url = origin.url("/feed")});
    REQUIRE(first);

    std::optional<Result<Response>> second;
    world.start({.url = origin.url("/feed")}, [&](Result<Response> result) { second = std::move(result); });
    world.io.restart();
    world.io.run_for(2500ms); // longer than the visit may take, while `first` holds all the memory
    CHECK_FALSE(second);
    first->memory.reset();
    world.io.run();
    REQUIRE(second);
    CHECK(second->has_value());
}

TEST_CASE("while bodies wait to be decoded, other transfers go on", "[fetch]") {
    Origin coded, other;
    const std::string body(300'000, 'x');
    coded.on("/br", reply(200, {{"Content-Encoding", "br"}}, brotlied(body)));
    other.on("/plain", reply(200, {}, body));
    FetchWorld world;
    std::promise<void> decoding;
    boost::asio::post(world.pool, [go = decoding.get_future().share()] { go.wait(); }); // the pool's only thread
    int decoded = 0, plain = 0;
    const auto count = [&](int& ended) {
        return [&ended, &body](const Result<Response>& result) { ended += result.value().body.size() == body.size(); };
    };
    for (int i = 0; i < 10; ++i) world.start({.url = coded.url("/br")}, count(decoded));
    for (int i = 0; i < 30; ++i) world.start({.url = other.url("/plain")}, count(plain));
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    while (plain < 30 && world.io.run_one_until(deadline) > 0) {
    }
    CHECK(plain == 30);
    CHECK(decoded == 0);
    decoding.set_value();
    world.io.run();
    CHECK(decoded == 10);
}
