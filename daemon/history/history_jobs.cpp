#include "daemon/history/history_jobs.hpp"

#include "daemon/changes/changes.hpp"
#include "daemon/log/events.hpp"
#include "daemon/store/readers.hpp"
#include "daemon/store/store_thread.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <cassert>
#include <utility>

namespace arna {

namespace asio = boost::asio;

HistoryJobs::HistoryJobs(HistoryServices services, HistoryOptions options)
    : services_(std::move(services)), options_(options), wake_(services_.io) {}

void HistoryJobs::start(std::shared_ptr<const HistoryJob> job) {
    assert(home_.is_here());
    std::erase_if(entries_, [&](const auto& entry) { return entry->job->name() == job->name(); });
    entries_.push_back(std::make_shared<Entry>(Entry{.job = std::move(job), .run = {}, .newest = {}, .totals = {}}));
    wake_.cancel();
}

asio::awaitable<void> HistoryJobs::run() {
    assert(home_.is_here());
    while (!is_stopping_) {
        if (entries_.empty()) {
            co_await wait(asio::steady_timer::duration::max());
            continue;
        }
        const auto entry = entries_.front();
        bool must_wait = false;
        try {
            co_await step();
        } catch (const StoreFailure&) {
            must_wait = true; // StoreThread has said so
        } catch (const std::exception& bug) {
            log(events::history_given_up, {{"job", entry->job->name()}, {"error", bug.what()}});
            drop(*entry);
        }
        if (must_wait) co_await wait(options_.retry_after);
    }
}

asio::awaitable<bool> HistoryJobs::step() {
    assert(home_.is_here());
    if (entries_.empty()) co_return false;
    const auto entry = entries_.front();
    if (!entry->run && !co_await begin(entry))
        drop(*entry);
    else if (is_present(*entry) && !is_stopping_)
        co_await store_next_slice(entry);
    co_return !entries_.empty();
}

void HistoryJobs::stop() {
    assert(home_.is_here());
    is_stopping_ = true;
    wake_.cancel();
}

std::vector<HistoryStatus> HistoryJobs::status() const {
    assert(home_.is_here());
    std::vector<HistoryStatus> found;
    for (const auto& entry : entries_) {
        HistoryStatus status{.name = std::string(entry->job->name()), .of = entry->newest, .totals = entry->totals};
        if (entry->run) {
            status.done = entry->run->done;
            status.since = entry->run->since;
        }
        found.push_back(std::move(status));
    }
    return found;
}

/// False when the run that the job was made for is over.
asio::awaitable<bool> HistoryJobs::begin(std::shared_ptr<Entry> entry) {
    // Everything that polls brought before is committed by now: run() sees to it.
    auto run = co_await services_.store.run(
        [name = std::string(entry->job->name()), goal = entry->job->goal(), now = services_.now()](Store& store) {
            return store.begin_run(name, goal, now);
        });
    if (const auto wanted = entry->job->run(); wanted && *wanted != run.number) co_return false;
    entry->newest =
        co_await services_.readers.read(services_.pool, [](StoreReader& reader) { return reader.newest_article(); });
    entry->run = std::move(run);
    co_return true;
}

asio::awaitable<void> HistoryJobs::store_next_slice(std::shared_ptr<Entry> entry) {
    auto step = co_await services_.readers.read(
        services_.pool, [job = entry->job, after = entry->run->done, limits = options_.slice](StoreReader& reader) {
            return job->next(reader, after, limits);
        });
    if (!is_present(*entry) || is_stopping_) co_return;
    step.slice.job = entry->run->job;
    step.slice.run = entry->run->number;
    const auto up_to = step.slice.up_to;
    const bool is_last = step.slice.is_last;
    const auto result = co_await services_.store.run(
        [slice = std::move(step.slice), now = services_.now()](Store& store) { return store.store_slice(slice, now); });
    if (result.is_stale) co_return drop(*entry);
    step.totals.changed = result.changed_articles;
    step.totals.removed = result.removed_articles;
    add_moves(step.totals.moves, result.moves);
    if (services_.stored) services_.stored(result);
    entry->totals += step.totals;
    entry->run->done = up_to;
    entry->newest = std::max(entry->newest, up_to);
    services_.changes.note(result.changed_tags, result.changed_sources);
    if (!is_last) co_return;
    finished_ += entry->totals;
    entry->job->log_end(entry->totals);
    drop(*entry);
}

asio::awaitable<void> HistoryJobs::wait(std::chrono::steady_clock::duration time) {
    time == asio::steady_timer::duration::max() ? wake_.expires_at(asio::steady_timer::time_point::max())
                                                : wake_.expires_after(time);
    co_await wake_.async_wait(asio::as_tuple(asio::use_awaitable));
}

bool HistoryJobs::is_present(const Entry& entry) const {
    return std::ranges::any_of(entries_, [&](const auto& other) { return other.get() == &entry; });
}

void HistoryJobs::drop(const Entry& entry) {
    std::erase_if(entries_, [&](const auto& other) { return other.get() == &entry; });
}

} // namespace arna
