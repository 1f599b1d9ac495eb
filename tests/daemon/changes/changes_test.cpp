#include "daemon/changes/changes.hpp"

#include "daemon/async/task.hpp"

#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>

#include <string>

using namespace arna;
namespace asio = boost::asio;

namespace {

constexpr TagId kk{1}, ru{2};
constexpr SourceId qala{7};

/// A consumer that writes down what it was told.
class Consumer {
public:
    Consumer(asio::io_context& io, Changes& changes) : reader_(changes), task_(io.get_executor()) {
        task_.start(listen(), [](const std::exception_ptr& failure) { std::rethrow_exception(failure); });
    }

    [[nodiscard]] const std::string& heard() const { return heard_; }
    [[nodiscard]] bool is_running() const { return task_.is_running(); }
    void stop() { reader_.stop(); }

private:
    asio::awaitable<void> listen() {
        while (const auto changed = co_await reader_.next()) {
            for (const TagId tag : changed->tags) heard_ += "t" + std::to_string(static_cast<std::int64_t>(tag));
            for (const SourceId source : changed->sources)
                heard_ += "s" + std::to_string(static_cast<std::int64_t>(source));
            heard_ += '.';
        }
    }

    ChangesReader reader_;
    Task task_;
    std::string heard_;
};

} // namespace

TEST_CASE("A consumer hears of every change, and what changed twice meanwhile once", "[changes]") {
    asio::io_context io;
    Changes changes(io.get_executor());
    Consumer consumer(io, changes);
    io.poll();
    CHECK(consumer.heard().empty());
    changes.note(std::vector{kk, ru}, std::vector{qala});
    changes.note(std::vector{kk}, {});
    io.poll();
    CHECK(consumer.heard() == "t2t1s7.");
    changes.note({}, std::vector{qala});
    io.poll();
    CHECK(consumer.heard() == "t2t1s7.s7.");
    consumer.stop();
    io.poll();
}

TEST_CASE("A consumer that stops hears no more, and the others go on", "[changes]") {
    asio::io_context io;
    Changes changes(io.get_executor());
    Consumer one(io, changes);
    Consumer other(io, changes);
    io.poll();
    one.stop();
    io.poll();
    CHECK_FALSE(one.is_running());
    CHECK(other.is_running());
    changes.note(std::vector{ru}, {});
    io.poll();
    CHECK(one.heard().empty());
    CHECK(other.heard() == "t2.");
    other.stop();
    io.poll();
    CHECK_FALSE(other.is_running());
}

TEST_CASE("What changed is told by version, also when nobody listened", "[changes]") {
    asio::io_context io;
    Changes changes(io.get_executor());
    changes.note(std::vector{kk}, {});
    const auto version = changes.version();
    changes.note(std::vector{ru}, std::vector{qala});
    changes.note({}, {});
    CHECK(changes.version() == version + 1);
    CHECK(changes.since(version).tags == std::vector{ru});
    CHECK(changes.since(version).sources == std::vector{qala});
    CHECK(changes.since(0).tags == std::vector{kk, ru});
    CHECK(changes.since(changes.version()).tags.empty());
}
