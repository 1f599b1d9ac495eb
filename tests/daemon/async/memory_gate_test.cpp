#include "daemon/async/memory_gate.hpp"

#include "daemon/async/spawn.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <catch2/catch.hpp>

#include <cstddef>
#include <map>
#include <memory>
#include <string>

namespace asio = boost::asio;
using namespace arna;

namespace {

/// Work that stays inside until it is let out.
class Workshop {
public:
    explicit Workshop(std::size_t total) : gate_(io_.get_executor(), total) {}

    void begin(const std::string& name, std::size_t bytes) {
        spawn(io_.get_executor(), work(name, bytes), "work");
        settle();
    }
    void end(const std::string& name) {
        inside_.erase(name);
        settle();
    }
    /// Names of those inside, in alphabetical order.
    [[nodiscard]] std::string inside() const {
        std::string names;
        for (const auto& [name, pass] : inside_) names += name;
        return names;
    }

private:
    asio::awaitable<void> work(std::string name, std::size_t bytes) {
        auto pass = co_await gate_.enter(bytes);
        inside_.emplace(std::move(name), std::move(pass));
    }
    void settle() {
        io_.restart();
        io_.poll();
    }

    asio::io_context io_;
    MemoryGate gate_;
    std::map<std::string, MemoryGate::Pass> inside_;
};

} // namespace

TEST_CASE("work begins while there is memory, and later in the order of arrival", "[async][memory]") {
    Workshop workshop(100);
    workshop.begin("a", 60);
    workshop.begin("b", 40);
    CHECK(workshop.inside() == "ab");
    workshop.begin("c", 50);
    workshop.begin("d", 10); // small, but it came later
    CHECK(workshop.inside() == "ab");
    workshop.end("b");
    CHECK(workshop.inside() == "a");
    workshop.end("a");
    CHECK(workshop.inside() == "cd");
}

TEST_CASE("work that wants more than there is runs alone", "[async][memory]") {
    Workshop workshop(100);
    workshop.begin("a", 1);
    workshop.begin("b", 1000);
    CHECK(workshop.inside() == "a");
    workshop.end("a");
    CHECK(workshop.inside() == "b");
    workshop.begin("c", 1);
    CHECK(workshop.inside() == "b");
    workshop.end("b");
    CHECK(workshop.inside() == "c");
}

TEST_CASE("a pass may outlive its gate", "[async][memory]") {
    asio::io_context io;
    MemoryGate::Pass kept;
    {
        MemoryGate gate(io.get_executor(), 10);
        bool is_inside = false;
        const auto enter = [&]() -> asio::awaitable<void> {
            kept = co_await gate.enter(10);
            is_inside = true;
        };
        spawn(io.get_executor(), enter(), "work");
        io.run();
        CHECK(is_inside);
    }
    kept = {};
}

TEST_CASE("the end may come while some are inside and some wait", "[async][memory]") {
    auto io = std::make_unique<asio::io_context>();
    MemoryGate gate(io->get_executor(), 100);
    const auto work = [&]() -> asio::awaitable<void> {
        const auto pass = co_await gate.enter(60);
        asio::steady_timer end(*io, asio::steady_timer::time_point::max());
        co_await end.async_wait(asio::use_awaitable);
    };
    for (int i = 0; i < 4; ++i) spawn(io->get_executor(), work(), "work");
    io->poll();
    io.reset();
    asio::io_context later;
    bool has_all = false;
    const auto enter = [&]() -> asio::awaitable<void> {
        const auto pass = co_await gate.enter(100);
        has_all = true;
    };
    spawn(later.get_executor(), enter(), "work");
    later.run();
    CHECK(has_all);
}
