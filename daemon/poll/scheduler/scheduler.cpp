#include "daemon/poll/scheduler/scheduler.hpp"

#include "daemon/async/spawn.hpp"
#include "daemon/log/events.hpp"
#include "daemon/poll/decide.hpp"
#include "daemon/poll/scheduler/scheduler_impl.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <cassert>
#include <exception>
#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::seconds pause_check{1};    ///< how often a failed store is looked at
constexpr std::chrono::seconds retry_aborted{30}; ///< when a poll that could not be stored is due again
constexpr std::chrono::hours longest_sleep{1};

double jitter_of(std::mt19937_64& random) { return std::uniform_real_distribution<double>(0, 1)(random); }

} // namespace

asio::awaitable<void> Scheduler::Impl::run() {
    while (!is_stopping_) {
        queue_due();
        const auto sleep = next_look() - services_.clock.steady();
        wake_.expires_after(std::min<std::chrono::steady_clock::duration>(sleep, longest_sleep));
        co_await wake_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    while (under_way_ > 0) {
        idle_.expires_after(longest_sleep);
        co_await idle_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

void Scheduler::Impl::stop() {
    is_stopping_ = true;
    for (const auto& [id, entry] : by_id_) {
        if (!entry->place) continue;
        entry->place.reset();
        tell(*entry, unvisited(*entry, PollOutcome::aborted));
    }
    wake();
}

std::chrono::steady_clock::time_point Scheduler::Impl::next_look() const {
    const auto now = services_.clock.steady();
    if (is_paused()) return now + pause_check;
    return due_.next().value_or(now + longest_sleep);
}

void Scheduler::Impl::queue_due() {
    if (is_stopping_ || is_paused()) return;
    for (const auto& [due, id] : due_.take(services_.clock.steady())) {
        by_id_.at(id)->due = due;
        queue(*by_id_.at(id), false);
    }
}

/// Lets it go when its turn comes. Local files have no host to wait for; reading them waits for memory.
void Scheduler::Impl::queue(Entry& entry, bool is_urged) {
    if (entry.place || entry.is_polling) return;
    if (const auto due = due_.of(entry.id)) { // somebody asked; it is late only if it was due
        entry.due = *due <= services_.clock.steady() ? due : std::nullopt;
        due_.erase(entry.id);
    }
    if (entry.source->url.empty()) return start(entry, {});
    entry.manner = {.is_doubtful = entry.state.failures > 0, .is_urged = is_urged};
    entry.place = services_.fetcher.gate().queue(
        address_of(*entry.source, entry.state), entry.manner,
        [this, id = entry.id](HostGate::Admission admission) { admit(id, std::move(admission)); });
}

void Scheduler::Impl::admit(std::uint64_t id, HostGate::Admission admission) {
    Entry& entry = *by_id_.at(id); // an entry that goes takes its place with it
    entry.place.reset();
    if (!admission && admission.error().held > std::chrono::milliseconds(0)) {
        postpone(entry, admission.error().held);
    } else if (!admission || is_paused()) {
        due_.set(id, services_.clock.steady() + pause_check);
        tell(entry, unvisited(entry, PollOutcome::aborted));
    } else {
        start(entry, std::move(*admission));
    }
}

/// Another source of the host was asked to stay away.
void Scheduler::Impl::postpone(Entry& entry, std::chrono::milliseconds held) {
    entry.state = after_refusal(std::move(entry.state), held, jitter_of(random_), services_.clock.now());
    services_.store.record(entry.source->id, entry.state);
    due_.set(entry.id, services_.clock.steady() + entry.state.wait);
    tell(entry, unvisited(entry, PollOutcome::not_due));
    wake();
}

void Scheduler::Impl::start(Entry& entry, HostGate::Turn turn) {
    entry.is_polling = true;
    ++under_way_;
    spawn(services_.io, visit(by_id_.at(entry.id), std::move(turn)), "visit");
}

/// Before the first byte is sent, so that a kill during the visit does not make the next start ask again at once.
void Scheduler::Impl::move_due(Entry& entry) {
    auto moved = entry.state;
    moved.tried = services_.clock.now();
    settle(moved, *entry.source, {}, jitter_of(random_), moved.tried);
    services_.store.record(entry.source->id, moved);
}

asio::awaitable<void> Scheduler::Impl::visit(EntryPtr entry, HostGate::Turn turn) {
    move_due(*entry);
    std::optional<std::chrono::milliseconds> late;
    if (const auto due = std::exchange(entry->due, std::nullopt))
        late = std::chrono::duration_cast<std::chrono::milliseconds>(services_.clock.steady() - *due);
    auto result = co_await poll(*entry, std::move(turn));
    result.report.late = late;
    --under_way_;
    entry->is_polling = false;
    finish(*entry, std::move(result));
    wake();
    idle_.cancel();
}

/// A bug in one visit is one source's failure.
asio::awaitable<PollResult> Scheduler::Impl::poll(const Entry& entry, HostGate::Turn turn) {
    const auto source = entry.source;
    auto before = entry.state;
    std::string bug;
    try {
        co_return co_await poll_source(services_, {.source = source,
                                                   .before = before,
                                                   .turn = std::move(turn),
                                                   .manner = entry.manner,
                                                   .max_body = options_.max_body,
                                                   .memory = reading_,
                                                   .jitter = jitter_of(random_),
                                                   .rules = [this] { return rules_; }});
    } catch (const std::exception& e) {
        bug = e.what();
    }
    log(events::poll_broke, {{"source", source->name}, {"error", bug}});
    auto after = after_failure(std::move(before), {.error = std::move(bug)}, services_.clock.now());
    settle(after, *source, {}, jitter_of(random_), services_.clock.now());
    services_.store.record(source->id, after);
    PollReport report{.source = source->name,
                      .outcome = PollOutcome::failed,
                      .next = after.due,
                      .failures = after.failures,
                      .failing_since = after.failing_since,
                      .id = source->id,
                      .error = after.error};
    co_return PollResult{.report = std::move(report), .after = std::move(after)};
}

void Scheduler::Impl::finish(Entry& entry, PollResult result) {
    keep_state(entry, result);
    log(result.report);
    changes_.note(result.changed_tags, result.changed_sources);
    if (finished_) finished_(result.report);
    tell(entry, result.report);
}

void Scheduler::Impl::keep_state(Entry& entry, PollResult& result) {
    if (!by_id_.contains(entry.id)) {
        // The source left or its address changed meanwhile: what this visit noted last is not about the new address.
        const auto successor = entries_.find(entry.source->name);
        if (successor != entries_.end() && successor->second->source->id == entry.source->id)
            services_.store.record(entry.source->id, successor->second->state);
        return;
    }
    auto wait = result.after.wait;
    entry.state = std::move(result.after);
    if (result.report.outcome == PollOutcome::aborted) {
        wait = retry_aborted;
        result.report.next = entry.state.due = services_.clock.now() + wait;
    }
    if (entry.may_be_polled()) due_.set(entry.id, services_.clock.steady() + wait);
}

void Scheduler::Impl::tell(Entry& entry, const PollReport& report) {
    for (const auto& gathering : std::exchange(entry.gatherings, {})) gathering->add(report);
}

Scheduler::Scheduler(PollServices services, PollOptions options, Changes& changes,
                     std::function<void(const PollReport&)> finished)
    : impl_(std::make_unique<Impl>(std::move(services), options, changes, std::move(finished))) {}
Scheduler::~Scheduler() = default;

Scheduler::Impl& Scheduler::here() const {
    assert(home_.is_here());
    return *impl_;
}

void Scheduler::load(std::vector<PollSource> sources, std::span<const SourceRecord> records, PollRules rules) {
    here().load(std::move(sources), records, std::move(rules));
}
asio::awaitable<void> Scheduler::run() { return here().run(); }
void Scheduler::stop() { here().stop(); }
void Scheduler::wake() { here().wake(); }
std::vector<PollStatus> Scheduler::status() const { return here().status(); }
PollLoad Scheduler::load_now() const { return here().load_now(); }
MemoryGate& Scheduler::reading() { return here().reading(); }
bool Scheduler::is_paused() const { return here().is_paused(); }

asio::awaitable<Result<std::vector<PollReport>>> Scheduler::poll_once(std::vector<std::string> names, bool now,
                                                                      std::function<void(const PollReport&)> progress) {
    return here().poll_once(std::move(names), now, std::move(progress));
}

} // namespace arna
