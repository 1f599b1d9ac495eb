#include "daemon/app/daemon/services/digesting.hpp"

#include "daemon/log/events.hpp"
#include "daemon/measure/metric_text.hpp"
#include "daemon/publish/digests.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <cassert>
#include <chrono>
#include <span>
#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr std::size_t tags_at_once = 50; ///< in one transaction: polls wait for no more
constexpr auto look_again = 1s;          ///< the clock may be set, also past the end of a day
constexpr auto after_failure = 5s;
constexpr auto set_back = 24h;

} // namespace

Digesting::Digesting(Engine& engine)
    : LoopService(engine.io()),
      engine_(engine),
      setups_(std::make_shared<const std::vector<DigestSetup>>()),
      wake_(engine.io()) {}

void Digesting::load(std::vector<DigestSetup> setups, TimeZone zone) {
    assert(on_io());
    setups_ = std::make_shared<const std::vector<DigestSetup>>(std::move(setups));
    zone_ = std::move(zone);
    is_loaded_anew_ = true;
    wake_.cancel();
}

void Digesting::stop() {
    is_stopping_ = true;
    wake_.cancel();
}

std::string Digesting::metrics() const {
    MetricText metrics;
    metrics.family("arna_digests_total", "counter", "Digests that were made.");
    for (const DigestKind kind : digest_kinds)
        metrics.value({{"kind", digest_name(kind)}}, made_[static_cast<std::size_t>(kind)]);
    return std::move(metrics).take();
}

asio::awaitable<void> Digesting::run() {
    while (!is_stopping_) {
        is_loaded_anew_ = false;
        bool has_failed = false;
        try {
            co_await make();
        } catch (const StoreFailure&) { // the store thread has logged it
            has_failed = true;
        }
        if (is_stopping_) co_return;
        if (has_failed) {
            wake_.expires_after(after_failure);
            co_await wake_.async_wait(asio::as_tuple(asio::use_awaitable));
        } else {
            co_await wait_for_end_of_day();
        }
    }
}

/// A configuration that comes meanwhile is the next one's.
asio::awaitable<void> Digesting::make() {
    const auto setups = setups_;
    std::size_t count = 0;
    for (std::size_t begin = 0; begin < setups->size() && !is_stopping_ && !is_loaded_anew_; begin += tags_at_once) {
        const auto size = std::min(tags_at_once, setups->size() - begin);
        const auto made =
            co_await engine_.store().run([setups, begin, size, zone = zone_, now = engine_.clock().now](Store& store) {
                return store.make_digests(std::span(*setups).subspan(begin, size), zone, now(), digest_line);
            });
        for (std::size_t kind = 0; kind < made.counts.size(); ++kind) {
            made_[kind] += made.counts[kind];
            count += made.counts[kind];
        }
        engine_.changes().note(made.tags, {});
    }
    if (count > 0) log(events::digests_made, {{"count", count}});
}

Time Digesting::next_midnight(Time now) const {
    const auto today = std::chrono::sys_days(zone_.at(now).date);
    return zone_.start_of(std::chrono::year_month_day(today + std::chrono::days(1)));
}

/// Or until the clock was set back by days, for then what was made is to be looked at again.
asio::awaitable<void> Digesting::wait_for_end_of_day() {
    const Time begin = engine_.clock().now();
    const Time end = next_midnight(begin);
    while (!is_stopping_ && !is_loaded_anew_) {
        if (setups_->empty()) {
            wake_.expires_at(std::chrono::steady_clock::time_point::max());
        } else {
            const Time now = engine_.clock().now();
            if (now >= end || now < begin - set_back) co_return;
            wake_.expires_after(std::min<std::chrono::milliseconds>(end - now, look_again));
        }
        co_await wake_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

} // namespace arna
