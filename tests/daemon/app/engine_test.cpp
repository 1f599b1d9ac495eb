#include "daemon/app/engine/engine.hpp"

#include "daemon/async/spawn.hpp"
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>

#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace arna;
namespace asio = boost::asio;

namespace {

std::unique_ptr<Store> store_in(const TemporaryDirectory& folder) {
    auto store = open_sqlite_store(folder.path());
    REQUIRE(store);
    return std::move(*store);
}

/// Writes down what is asked of it.
class Recorder : public Service {
public:
    Recorder(std::string name, std::vector<std::string>& log, bool can_start = true)
        : name_(std::move(name)), log_(log), can_start_(can_start) {}
    ~Recorder() override { log_.push_back(name_ + " gone"); }

    Result<void> start(ServiceFailed) override {
        log_.push_back(name_ + " starts");
        if (!can_start_) return fail(Errc::io, name_ + " cannot");
        return {};
    }
    void stop() override { log_.push_back(name_ + " stops"); }
    asio::awaitable<void> ended() override {
        log_.push_back(name_ + " has ended");
        co_return;
    }

private:
    std::string name_;
    std::vector<std::string>& log_;
    bool can_start_;
};

} // namespace

TEST_CASE("The end waits for what the pool still reads, also when the work throws", "[app][engine]") {
    const TemporaryDirectory folder;
    std::promise<void> reading, may_end;
    bool has_ended = false;
    Engine engine(store_in(folder), {});
    Services services;
    const auto read = [&]() -> asio::awaitable<void> {
        co_await engine.readers().read(engine.pool(), [&](StoreReader& reader) {
            reading.set_value();
            may_end.get_future().wait();
            return reader.stats();
        });
        has_ended = true;
    };
    const auto work = [&]() -> asio::awaitable<int> {
        spawn(engine.io(), read(), "reading");
        co_await engine.store().run([](Store&) {});
        throw std::runtime_error("it broke");
    };
    std::thread reader_goes_on([&] {
        reading.get_future().wait();
        may_end.set_value();
    });
    CHECK_THROWS_WITH(engine.run(services, work()), "it broke");
    CHECK(has_ended);
    reader_goes_on.join();
}

TEST_CASE("Services start in order, and all stop before any is awaited, the last first", "[app][engine]") {
    const TemporaryDirectory folder;
    std::vector<std::string> log;
    {
        Engine engine(store_in(folder), {});
        Services services;
        services.add<Recorder>("a", log);
        services.add<Recorder>("b", log);
        const auto work = [&]() -> asio::awaitable<int> {
            REQUIRE(services.start([](const std::exception_ptr&) {}));
            log.emplace_back("works");
            co_return 7;
        };
        CHECK(engine.run(services, work()) == 7);
    }
    CHECK(log == std::vector<std::string>{"a starts", "b starts", "works", "b stops", "a stops", "b has ended",
                                          "a has ended", "b gone", "a gone"});
}

TEST_CASE("A service that cannot start keeps those behind it from starting", "[app][engine]") {
    std::vector<std::string> log;
    Services services;
    services.add<Recorder>("a", log, false);
    services.add<Recorder>("b", log);
    const auto started = services.start([](const std::exception_ptr&) {});
    REQUIRE_FALSE(started);
    CHECK(started.error().message == "a cannot");
    CHECK(log == std::vector<std::string>{"a starts"});
}

TEST_CASE("Polls that were noted are on disk when the engine has run", "[app][engine]") {
    const TemporaryDirectory folder;
    const std::vector<SourceSetup> setups{{.name = "a", .site = "a.example", .url = "https://a.example/rss"}};
    {
        Engine engine(store_in(folder), {});
        Services services;
        const auto work = [&]() -> asio::awaitable<int> {
            const auto sources =
                co_await engine.store().run([&](Store& store) { return store.sync_sources(setups, Time{}); });
            engine.store().record(sources.at(0).id, {.etag = "\"7\""});
            co_return 0;
        };
        CHECK(engine.run(services, work()) == 0);
    }
    CHECK(store_in(folder)->open_reader()->sources().at(0).poll.etag == "\"7\"");
}
