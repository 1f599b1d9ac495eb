#include "daemon/app/daemon/matching.hpp"

#include "daemon/poll/report.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

#include <cassert>
#include <chrono>
#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;

/// How long a failed store is left alone before history is matched on.
constexpr std::chrono::seconds retry{30};

} // namespace

Matching::Matching(Engine& engine) : LoopService(engine.io()), engine_(engine), wake_(engine.io()) {}

void Matching::load(RematchJob job) {
    assert(on_io());
    job.is_cancelled = [this, mine = ++loaded_] { return is_stopping_ || mine != loaded_; };
    job_ = std::move(job);
    wake_.cancel();
}

void Matching::stop() {
    is_stopping_ = true;
    wake_.cancel();
}

asio::awaitable<void> Matching::run() {
    while (!is_stopping_) {
        // A job that the store could not finish stays; it goes on where its last slice ended.
        wake_.expires_after(job_ ? retry : asio::steady_timer::duration::max());
        if (const auto job = job_) {
            try {
                co_await rematch_history(engine_.poll_services(), *job, engine_.changes());
                if (!job->is_cancelled()) job_.reset();
                continue;
            } catch (const StoreFailure& failure) {
                spdlog::warn("matching history paused error=\"{}\"", escaped_text(failure.what()));
            }
        }
        co_await wake_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

} // namespace arna
