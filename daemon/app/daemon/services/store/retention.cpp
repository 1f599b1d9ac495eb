#include "daemon/app/daemon/services/store/retention.hpp"

#include "daemon/history/retain.hpp"
#include "daemon/log/events.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <cassert>
#include <chrono>
#include <memory>
#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr auto between_slices = 100ms;
constexpr auto first_wait = 1h;                ///< where `keep` stood in the file without effect
constexpr auto longest_unchecked = 24h;        ///< an answer tells that the clock is right for so long
constexpr auto clock_is_set = 24h;             ///< a clock that goes so much faster or slower than time was set
constexpr std::int64_t released_pages = 1'000; ///< at once

} // namespace

Retention::Retention(Engine& engine, const Waits& waits)
    : LoopService(engine.io()), engine_(engine), waits_(waits), wake_(engine.io()) {}

void Retention::load(RetentionPolicy policy, bool has_urls) {
    assert(on_io());
    policy_ = std::move(policy);
    has_urls_ = has_urls;
}

void Retention::stop() {
    is_stopping_ = true;
    wake_.cancel();
}

void Retention::note_clock() {
    const auto steady = engine_.clock().steady();
    const auto ahead = engine_.clock().now().time_since_epoch() - steady.time_since_epoch();
    // Answers from before the clock was set, or the machine slept, say nothing about it.
    if (ahead_ && std::chrono::abs(ahead - *ahead_) >= clock_is_set) set_at_ = steady;
    ahead_ = ahead;
}

bool Retention::is_clock_right() const {
    const auto steady = engine_.clock().steady();
    const auto checked = engine_.fetcher().clock_checked();
    return !has_urls_ || (checked && *checked >= set_at_ && steady - *checked < longest_unchecked);
}

asio::awaitable<void> Retention::wait(std::chrono::steady_clock::duration time) {
    if (is_stopping_) co_return;
    wake_.expires_after(time);
    co_await wake_.async_wait(asio::as_tuple(asio::use_awaitable));
}

asio::awaitable<void> Retention::run() {
    if (!has_urls_) co_await wait(waits_.without_answers);
    for (note_clock(); !is_stopping_ && !is_clock_right(); note_clock()) co_await wait(waits_.look_again);
    if (has_urls_ && !is_stopping_) co_await wait(waits_.after_answer);
    while (!is_stopping_) {
        note_clock();
        if (is_clock_right() && !policy_.keeps_all()) {
            try {
                co_await remove();
            } catch (const StoreFailure& failure) {
                log(events::removal_paused, {{"error", failure.what()}});
            }
        }
        if (!is_stopping_) co_await wait(waits_.between_runs);
    }
}

asio::awaitable<void> Retention::remove() {
    const auto now = engine_.clock().now();
    if (co_await engine_.store().run([](Store& store) { return store.retention_waits(); })) {
        const auto count =
            co_await engine_.readers().read(engine_.pool(), [policy = policy_, now](StoreReader& reader) {
                std::size_t removable = 0;
                for (auto found = reader.removable({}, 500, policy, now); !found.is_last;
                     found = reader.removable(found.up_to, 500, policy, now))
                    removable += found.articles.size();
                return removable;
            });
        log(events::removal_announced, {{"articles", count}, {"hours", 1}});
        co_await wait(first_wait);
        if (is_stopping_) co_return; // the next run announces it again
        co_await engine_.store().run([](Store& store) { store.end_retention_wait(); });
    }
    HistoryJobs jobs({.io = engine_.io(),
                      .pool = engine_.pool(),
                      .store = engine_.store(),
                      .readers = engine_.readers(),
                      .changes = engine_.changes(),
                      .now = engine_.clock().now});
    jobs.start(std::make_shared<const Retain>(policy_, now));
    while (!is_stopping_ && co_await jobs.step()) co_await wait(between_slices);
    if (jobs.finished().removed == 0) co_return;
    std::int64_t left = 1;
    for (std::int64_t before = 0; !is_stopping_ && left > 0 && left != before;) {
        before = left;
        left = co_await engine_.store().run([](Store& store) { return store.release_pages(released_pages); });
        co_await wait(between_slices);
    }
}

} // namespace arna
