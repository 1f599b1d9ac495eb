#include "tests/daemon/control/control_daemon.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>
#include <thread>
#include <vector>

using namespace arna;
using namespace arna::control_daemon;
using namespace std::chrono_literals;

TEST_CASE("An open file that comes unasked is closed, and its request answered", "[control]") {
    const Daemon daemon;
    std::array<int, 2> ends{};
    REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
    const Descriptor read_end(ends[0]);
    const std::string request = control_line(ControlRequest{"rows", {{"rows", 1}}});
    CHECK(talk(daemon.socket(), request, Descriptor(ends[1])).starts_with(R"({"row":{"n":0)"));
    char byte = 0;
    CHECK(::read(read_end.get(), &byte, 1) == 0); // nobody holds the other end any more
}

TEST_CASE("Beyond the limit callers are told that the daemon is busy", "[control]") {
    const Daemon daemon({.connections = 2});
    auto first = daemon.connect();
    auto second = daemon.connect();
    REQUIRE(first);
    REQUIRE(second);
    auto third = daemon.connect();
    REQUIRE(third);
    static_cast<void>(third->ask({"rows", {{"rows", 1}}}));
    const auto busy = third->next();
    REQUIRE(busy);
    CHECK(std::get<ControlError>(*busy).what == "the daemon is busy with other commands");
    REQUIRE(first->ask({"rows", {{"rows", 1}}})); // those that were there are served
    CHECK(first->next());
}

TEST_CASE("Sixteen callers are served at a time, and the next is told to come later", "[control]") {
    const Daemon daemon;
    std::vector<Result<ControlClient>> callers;
    for (int i = 0; i < 16; ++i) REQUIRE(callers.emplace_back(daemon.connect()));
    auto late = daemon.connect();
    REQUIRE(late);
    const auto busy = late->next();
    REQUIRE(busy);
    CHECK(std::get<ControlError>(*busy).status == 3);
    REQUIRE(callers.back()->ask({"rows", {{"rows", 1}}}));
    CHECK(callers.back()->next());
}

TEST_CASE("Whatever is said to the control socket gets one error, and the daemon goes on", "[control]") {
    const Daemon daemon({.request = 200ms});
    const auto [said, heard] = GENERATE(table<std::string, std::string>({
        {"GET / HTTP/1.1\r\n\r\n", "no JSON"},
        {"\n", "no JSON"},
        {std::string("\0\0\0\n", 4), "no JSON"},
        {"{\"command\":\"\xc0\xaf\"}\n", "no JSON"},
        {"[" + std::string(1000, '[') + "\n", "no JSON"},
        {"{\"command\":1}\n", "a request names its"},
        {std::string((1 << 20) + 10, 'x'), "the request is longer than 1 MiB"},
        {std::string(2 << 20, 'x') + "\n", "the request is longer than 1 MiB"},
        {"{}\n", "a request names its"},
        {"{\"command\":\"rows\",\"arguments\":[]}\n", "\\\"arguments\\\" are a JSON object"},
    }));
    CAPTURE(said.substr(0, 40));
    const auto answer = talk(daemon.socket(), said);
    CHECK(answer.starts_with(R"({"error":{"status":2,"where":"control","what":")" + heard));
    CHECK(daemon.connect());
}

TEST_CASE("A caller that says nothing, or half a line, is told so and hung up on", "[control]") {
    const Daemon daemon({.request = 50ms});
    const auto error = [](std::string_view what) {
        return fmt::format(R"({{"error":{{"status":2,"where":"control","what":"{}"}}}})"
                           "\n",
                           what);
    };
    CHECK(talk(daemon.socket(), "") == error("no request came in time"));
    CHECK(talk(daemon.socket(), R"({"command":"rows")") == error("the request did not end in time"));
}

TEST_CASE("A caller that does not read is hung up on, and its command ends", "[control]") {
    Daemon daemon({.progress = 100ms});
    auto client = daemon.connect();
    REQUIRE(client);
    REQUIRE(client->ask({"rows", {{"rows", 1'000'000}}}));
    // A socket holds far less than a gigabyte of rows, so the answer cannot have ended: the daemon hangs up.
    std::this_thread::sleep_for(300ms);
    auto answer = client->next();
    std::size_t rows = 0;
    for (; answer && std::holds_alternative<ControlRow>(*answer); answer = client->next()) ++rows;
    CHECK(answer.error().message == "the daemon ended before its answer did");
    CHECK(rows < 1'000'000);
    daemon.stop(); // waits for the handler, which has noticed
}

TEST_CASE("The daemon's end ends calls that run", "[control]") {
    Daemon daemon;
    auto client = daemon.connect();
    REQUIRE(client);
    REQUIRE(client->ask({"wait", {}}));
    daemon.stop();
    auto answer = client->next();
    while (answer && std::holds_alternative<ControlProgress>(*answer)) answer = client->next();
    CHECK(answer.error().message == "the daemon ended before its answer did");
}
