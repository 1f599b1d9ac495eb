#include "daemon/async/run_on.hpp"

#include "daemon/async/spawn.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <catch2/catch.hpp>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>

namespace asio = boost::asio;
using namespace arna;

namespace {

/// Moves only, and cannot be made without a value: what a result may well be.
struct Parcel {
    explicit Parcel(int n) : content(std::make_unique<int>(n)) {}
    std::unique_ptr<int> content;
};

void run(asio::awaitable<void> work) {
    asio::io_context io;
    std::exception_ptr failure;
    asio::co_spawn(io, std::move(work), [&](const std::exception_ptr& e) { failure = e; });
    io.run();
    if (failure) std::rethrow_exception(failure);
}

} // namespace

TEST_CASE("work runs on the other executor and its caller resumes on its own", "[async]") {
    asio::thread_pool pool(1);
    const auto home = std::this_thread::get_id();
    run([](asio::thread_pool& target, std::thread::id caller) -> asio::awaitable<void> {
        const auto there = co_await run_on(target.get_executor(), [] { return std::this_thread::get_id(); });
        CHECK(there != caller);
        CHECK(std::this_thread::get_id() == caller);
    }(pool, home));
}

TEST_CASE("a result needs neither a copy nor a default constructor", "[async]") {
    asio::thread_pool pool(1);
    run([](asio::thread_pool& target) -> asio::awaitable<void> {
        auto parcel = co_await run_on(target.get_executor(), [] { return Parcel(7); });
        CHECK(*parcel.content == 7);
        co_await run_on(target.get_executor(), [moved = std::move(parcel)] { CHECK(*moved.content == 7); });
    }(pool));
}

TEST_CASE("what the work throws arrives in its caller", "[async]") {
    asio::thread_pool pool(1);
    run([](asio::thread_pool& target) -> asio::awaitable<void> {
        std::string caught;
        try {
            co_await run_on(target.get_executor(), [] { throw std::runtime_error("disk full"); });
        } catch (const std::runtime_error& e) {
            caught = e.what();
        }
        CHECK(caught == "disk full");
    }(pool));
}

TEST_CASE("an exception that leaves a spawned coroutine is logged under its name", "[async]") {
    std::ostringstream log;
    const auto before = spdlog::default_logger();
    spdlog::set_default_logger(
        std::make_shared<spdlog::logger>("", std::make_shared<spdlog::sinks::ostream_sink_st>(log)));
    asio::io_context io;
    spawn(
        io.get_executor(),
        []() -> asio::awaitable<void> {
            throw std::runtime_error("no such thing");
            co_return;
        }(),
        "reading the stars");
    io.run();
    spdlog::set_default_logger(before);
    CHECK(log.str().find("internal error where=\"reading the stars\" error=\"no such thing\"") != std::string::npos);
}
