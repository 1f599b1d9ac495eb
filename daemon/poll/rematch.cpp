#include "daemon/poll/rematch.hpp"

#include "daemon/changes/changes.hpp"
#include "daemon/history/history_jobs.hpp"
#include "daemon/history/match_again.hpp"

#include <utility>

namespace arna {

boost::asio::awaitable<void> rematch_history(PollServices services, RematchJob job, Changes& changes) {
    const auto match = std::make_shared<const MatchAgain>(MatchAgain::Setup{.rules = std::move(job.rules.set),
                                                                            .rule_tags = std::move(job.rules.tags),
                                                                            .editions = std::move(job.rules.editions),
                                                                            .tags = std::move(job.tags),
                                                                            .labels = std::move(job.labels)});
    if (!match->is_needed()) co_return;
    HistoryJobs jobs({.io = services.io,
                      .pool = services.pool,
                      .store = services.store,
                      .readers = services.readers,
                      .changes = changes,
                      .now = services.clock.now});
    jobs.start(match);
    while (!(job.is_cancelled && job.is_cancelled()) && co_await jobs.step()) {
    }
}

} // namespace arna
