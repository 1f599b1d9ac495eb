#include "daemon/store/store_thread.hpp"

#include "daemon/log/events.hpp"
#include "daemon/store/source_health.hpp"

#include <boost/asio/post.hpp>

#include <cassert>

namespace arna {
namespace {

namespace asio = boost::asio;

Time system_now() { return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

} // namespace

StoreThread::StoreThread(std::unique_ptr<Store> store, StoreThreadOptions options)
    : options_(std::move(options)), store_(std::move(store)) {
    if (!options_.now) options_.now = system_now;
}

asio::any_io_executor StoreThread::executor() const { return thread_.get_executor(); }

bool StoreThread::is_on_it() const { return thread_.get_executor().running_in_this_thread(); }

StoreThread::~StoreThread() {
    asio::post(thread_, [this] { guard([this] { finish(); }); });
    thread_.join();
}

asio::awaitable<Result<IngestResult>> StoreThread::ingest(PollRecord poll) {
    auto ticket = std::make_shared<Ticket>(Ticket{.poll = std::move(poll), .result = {}, .bug = {}});
    ++queue_;
    // Two visits to the thread: between them, all that queued while a commit ran comes to wait for the next.
    co_await run_on(executor(), [this, ticket] { waiting_.push_back(ticket); });
    co_await run_on(executor(), [this] { commit_waiting(); });
    --queue_;
    if (ticket->bug) std::rethrow_exception(ticket->bug);
    co_return std::move(ticket->result);
}

void StoreThread::record(SourceId source, PollState poll) {
    asio::post(thread_,
               [this, source, poll = std::move(poll)]() mutable { guard([&] { gather(source, std::move(poll)); }); });
}

void StoreThread::note_used(TokenId token, std::chrono::sys_days day) {
    asio::post(thread_, [this, token, day] {
        guard([&] {
            used_[token] = day;
            schedule_gathered();
        });
    });
}

asio::awaitable<void> StoreThread::stop() {
    return run_on(executor(), [this] { finish(); });
}

void StoreThread::settle() {
    assert(is_on_it());
    commit_waiting();
    write_gathered();
}

void StoreThread::commit_waiting() {
    assert(is_on_it());
    const auto batch = std::exchange(waiting_, {});
    if (batch.empty()) return;
    if (is_healthy_ && !is_stopping_) return commit(batch);
    for (const auto& ticket : batch)
        ticket->result = fail(Errc::io, "the store cannot write; the poll will be repeated");
}

void StoreThread::commit(const std::vector<std::shared_ptr<Ticket>>& batch) {
    std::vector<PollRecord> polls;
    polls.reserve(batch.size());
    for (const auto& ticket : batch) {
        note_change_of_health(ticket->poll.source, ticket->poll.poll);
        polls.push_back(std::move(ticket->poll));
    }
    try {
        const auto begun = std::chrono::steady_clock::now();
        auto results = store_->ingest_each(polls, options_.now());
        commit_seconds_.note(std::chrono::steady_clock::now() - begun);
        for (std::size_t i = 0; i < batch.size(); ++i) batch[i]->result = std::move(results[i]);
        for (const auto& poll : polls) gathered_.erase(poll.source); // older than what was just written
    } catch (const StoreFailure& failure) {
        note_failure(failure.what());
        for (const auto& ticket : batch) ticket->result = fail(Errc::io, failure.what());
    } catch (...) {
        for (const auto& ticket : batch) ticket->bug = std::current_exception(); // rethrown by each ingest()
    }
}

void StoreThread::gather(SourceId source, PollState poll) {
    assert(is_on_it());
    note_change_of_health(source, poll);
    gathered_[source] = std::move(poll);
    schedule_gathered();
}

void StoreThread::schedule_gathered() {
    const auto size = gathered_.size() + used_.size();
    if (size >= options_.gather_at_most) return write_gathered();
    if (size > 1) return; // the timer runs
    gather_timer_.expires_after(options_.gather_for);
    gather_timer_.async_wait([this](const boost::system::error_code& canceled) {
        if (!canceled) guard([this] { write_gathered(); });
    });
}

/// Each change of health is an event: the state of before is written, and not dropped for this one.
void StoreThread::note_change_of_health(SourceId source, const PollState& next) {
    const auto found = gathered_.find(source);
    if (found != gathered_.end() && health(found->second) != health(next)) write_gathered();
}

void StoreThread::write_gathered() {
    assert(is_on_it());
    if ((gathered_.empty() && used_.empty()) || !is_healthy_) return;
    const std::vector<std::pair<SourceId, PollState>> polls(gathered_.begin(), gathered_.end());
    const std::vector<std::pair<TokenId, std::chrono::sys_days>> uses(used_.begin(), used_.end());
    try {
        if (!polls.empty()) store_->record(polls);
        if (!uses.empty()) store_->note_used(uses);
    } catch (const std::exception& failure) { // they are kept, and written after the next probe that works
        return note_failure(failure.what());
    }
    gathered_.clear();
    used_.clear();
    gather_timer_.cancel();
}

void StoreThread::note_failure(std::string_view what) {
    assert(is_on_it());
    if (!is_healthy_.exchange(false)) return;
    log(events::store_failed, {{"error", what}});
    schedule_probe();
}

void StoreThread::schedule_probe() {
    if (is_stopping_) return;
    probe_timer_.expires_after(options_.probe_every);
    probe_timer_.async_wait([this](const boost::system::error_code& canceled) {
        if (!canceled) guard([this] { probe(); });
    });
}

void StoreThread::probe() {
    assert(is_on_it());
    try {
        store_->probe(options_.now());
    } catch (const std::exception&) {
        return schedule_probe();
    } // logged when it began
    is_healthy_ = true;
    log(events::store_works);
    write_gathered();
}

void StoreThread::finish() {
    settle();
    is_stopping_ = true;
    gather_timer_.cancel();
    probe_timer_.cancel();
}

} // namespace arna
