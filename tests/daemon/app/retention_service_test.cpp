// The service that removes articles, under a clock that tests set.
#include "daemon/app/daemon/services/store/retention.hpp"
#include "feeds/text/date/date.hpp"
#include "tests/support/origin.hpp"
#include "tests/support/process.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <catch2/catch.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <utility>

using namespace arna;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

const Time noon = std::chrono::sys_days(std::chrono::year(2026) / 3 / 15) + 12h;
constexpr auto ten_years = 24h * 3'653;

Ident ident_of(int n) {
    Ident ident{};
    ident[0] = static_cast<Ident::value_type>(n);
    return ident;
}

/// Sixty articles that are ten days old, of which the newest fifty are needed.
void store_old_articles(const TemporaryDirectory& folder) {
    const auto store = std::move(open_sqlite_store(folder.path()).value());
    const std::vector<SourceSetup> setups{{.name = "a", .site = "a.example"}};
    const auto old = noon - 24h * 10;
    PollRecord record{.source = store->sync_sources(setups, old).at(0).id, .facts = FeedFacts{.title = "A"}};
    for (int n = 1; n <= 60; ++n) {
        IngestItem given;
        given.item.entry.title = std::to_string(n);
        given.item.entry.published = old + n * 1min;
        given.item.ident = ident_of(n);
        record.items.push_back(std::move(given));
    }
    store->ingest(std::span(&record, 1), old);
}

std::unique_ptr<Store> store_of_old_articles(const TemporaryDirectory& folder) {
    store_old_articles(folder);
    return std::move(open_sqlite_store(folder.path()).value()); // on whichever thread uses it first
}

/// A daemon's engine with the service alone, which needs no time between its looks.
class Removing {
public:
    Removing() : engine_(store_of_old_articles(folder_), options(), clock()) {
        retention_ = &services_.add<Retention>(
            engine_,
            Retention::Waits{.after_answer = 1ms, .without_answers = 1ms, .between_runs = 1ms, .look_again = 1ms});
    }

    void set_clock(std::chrono::milliseconds ahead) { ahead_ = ahead.count(); }

    /// Runs `work` while articles need be kept for a day.
    void run(const std::function<asio::awaitable<void>()>& work) {
        const auto all = [&]() -> asio::awaitable<int> {
            retention_->load({.sources = {}, .others = {.keep = 24h}, .tags = {}}, true);
            REQUIRE(services_.start([](const std::exception_ptr&) {}));
            co_await work();
            co_return 0;
        };
        (void)engine_.run(services_, all());
    }

    /// Asks a server whose clock says `date`.
    asio::awaitable<void> hear(Time date) {
        origin_.on("/", reply(200, {{"Date", format_http_date(date)}}, "x"));
        Request request;
        request.url = origin_.url("/");
        const auto answer = co_await engine_.fetcher().fetch(std::move(request));
        CHECK(answer.has_value());
    }

    /// Lets it look at the clock fifty times: it removes nothing.
    asio::awaitable<void> leaves_all() {
        const auto until = looks_ + 50;
        for (const auto end = std::chrono::steady_clock::now() + 20s;
             looks_ < until && std::chrono::steady_clock::now() < end;)
            co_await pause();
        CHECK(looks_ >= until);
        const auto count = co_await removed();
        CHECK(count == 0);
    }

    /// Waits until it has removed something: what nobody needs.
    asio::awaitable<void> removes() {
        std::int64_t count = 0;
        for (const auto end = std::chrono::steady_clock::now() + 20s;
             count == 0 && std::chrono::steady_clock::now() < end; count = co_await removed())
            co_await pause();
        CHECK(count == 10);
    }

private:
    static FetchOptions options() {
        FetchOptions options;
        options.allow = {"127.0.0.0/8"};
        return options;
    }

    Clock clock() {
        auto system = Clock::system();
        return {.now =
                    [this] {
                        ++looks_;
                        return noon + std::chrono::milliseconds(ahead_.load());
                    },
                .steady = system.steady};
    }

    asio::awaitable<void> pause() {
        asio::steady_timer timer(engine_.io(), 1ms);
        co_await timer.async_wait(asio::use_awaitable);
    }

    asio::awaitable<std::int64_t> removed() {
        const auto stats =
            co_await engine_.readers().read(engine_.pool(), [](StoreReader& reader) { return reader.stats(); });
        co_return stats.removed;
    }

    TemporaryDirectory folder_;
    Origin origin_;
    std::atomic<std::int64_t> ahead_{0}, looks_{0};
    Engine engine_;
    Services services_;
    Retention* retention_ = nullptr;
};

} // namespace

TEST_CASE("Nothing is removed before an answer says that the clock is right", "[app][retention]") {
    Removing daemon;
    daemon.set_clock(ten_years);
    daemon.run([&]() -> asio::awaitable<void> {
        co_await daemon.leaves_all();
        co_await daemon.hear(noon); // the clock is wrong
        co_await daemon.leaves_all();
        daemon.set_clock(0ms);
        co_await daemon.leaves_all();
        co_await daemon.hear(noon);
        co_await daemon.removes();
    });
}

TEST_CASE("A clock that is set while the daemon runs must be confirmed anew", "[app][retention]") {
    Removing daemon;
    daemon.set_clock(-24h * 10); // when all articles are new
    daemon.run([&]() -> asio::awaitable<void> {
        co_await daemon.hear(noon - 24h * 10);
        co_await daemon.leaves_all();
        daemon.set_clock(ten_years);
        co_await daemon.leaves_all();
        co_await daemon.hear(noon - 24h * 10);
        co_await daemon.leaves_all();
        daemon.set_clock(0ms);
        co_await daemon.leaves_all();
        co_await daemon.hear(noon);
        co_await daemon.removes();
    });
}
