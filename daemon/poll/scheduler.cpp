#include "daemon/poll/scheduler.hpp"

#include "daemon/async/spawn.hpp"
#include "daemon/poll/decide.hpp"
#include "daemon/poll/scheduler_impl.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <string_view>
#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::seconds pause_check{1};    ///< how often a failed store is looked at
constexpr std::chrono::seconds retry_aborted{30}; ///< when a poll that could not be stored is due again
constexpr std::chrono::hours longest_sleep{1};

double jitter_of(std::mt19937_64& random) { return std::uniform_real_distribution<double>(0, 1)(random); }

/// Host and port of a URL as they are written: what per_host counts by.
std::string authority_of(std::string_view url) {
    const auto scheme = url.find("://");
    auto rest = url.substr(scheme == std::string_view::npos ? 0 : scheme + 3);
    rest = rest.substr(0, rest.find_first_of("/?#"));
    if (const auto at = rest.rfind('@'); at != std::string_view::npos) rest.remove_prefix(at + 1);
    std::string authority(rest);
    std::ranges::transform(authority, authority.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    return authority;
}

} // namespace

asio::awaitable<void> Scheduler::Impl::run() {
    while (!is_stopping_) {
        queue_due();
        start_queued();
        const auto sleep = next_look() - services_.clock.steady();
        wake_.expires_after(std::min<std::chrono::steady_clock::duration>(sleep, longest_sleep));
        co_await wake_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    while (slots_.taken() > 0) {
        idle_.expires_after(longest_sleep);
        co_await idle_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

void Scheduler::Impl::stop() {
    is_stopping_ = true;
    slots_.clear();
    for (const auto& [id, entry] : by_id_) {
        if (!std::exchange(entry->is_queued, false)) continue;
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
    for (const auto id : due_.take(services_.clock.steady())) queue(*by_id_.at(id));
}

void Scheduler::Impl::queue(Entry& entry) {
    if (entry.is_queued || entry.is_polling) return;
    entry.is_queued = true;
    due_.erase(entry.id);
    const auto& source = *entry.source;
    const auto& url = entry.state.moved_url.empty() ? source.url : entry.state.moved_url;
    slots_.add({.id = entry.id,
                .host = source.url.empty() ? "file:" + source.name : authority_of(url),
                .is_doubtful = entry.state.failures > 0});
}

void Scheduler::Impl::start_queued() {
    if (is_stopping_ || is_paused()) return;
    while (auto visitor = slots_.next()) {
        const auto found = by_id_.find(visitor->id);
        if (found == by_id_.end()) { // it left the configuration while it waited
            slots_.release(*visitor);
            continue;
        }
        auto entry = found->second;
        entry->is_queued = false;
        entry->is_polling = true;
        spawn(services_.io, visit(std::move(entry), std::move(*visitor)), "visit");
    }
}

/// Before the first byte is sent, so that a kill during the visit does not make the next start ask again at once.
void Scheduler::Impl::move_due(Entry& entry) {
    auto moved = entry.state;
    moved.tried = services_.clock.now();
    settle(moved, *entry.source, {}, jitter_of(random_), moved.tried);
    services_.store.record(entry.source->id, moved);
}

asio::awaitable<void> Scheduler::Impl::visit(EntryPtr entry, Slots::Visitor visitor) {
    const auto source = entry->source;
    move_due(*entry);
    auto result = co_await poll(source, entry->state);
    slots_.release(visitor);
    entry->is_polling = false;
    finish(*entry, std::move(result));
    start_queued();
    wake();
    idle_.cancel();
}

/// A bug in one visit is one source's failure.
asio::awaitable<PollResult> Scheduler::Impl::poll(std::shared_ptr<const PollSource> source, PollState before) {
    std::string bug;
    try {
        co_return co_await poll_source(services_, {.source = source,
                                                   .before = before,
                                                   .max_body = options_.max_body,
                                                   .memory = reading_,
                                                   .jitter = jitter_of(random_),
                                                   .rules = [this] { return rules_; }});
    } catch (const std::exception& e) {
        bug = e.what();
    }
    spdlog::error("poll broke source={} error=\"{}\"", source->name, escaped_text(bug));
    auto after = after_failure(std::move(before), {.error = std::move(bug)}, services_.clock.now());
    settle(after, *source, {}, jitter_of(random_), services_.clock.now());
    services_.store.record(source->id, after);
    PollReport report{.source = source->name,
                      .outcome = PollOutcome::failed,
                      .next = after.due,
                      .failures = after.failures,
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

void Scheduler::load(std::vector<PollSource> sources, std::span<const SourceRecord> records, PollRules rules) {
    impl_->load(std::move(sources), records, std::move(rules));
}
asio::awaitable<void> Scheduler::run() { return impl_->run(); }
void Scheduler::stop() { impl_->stop(); }
void Scheduler::wake() { impl_->wake(); }
std::vector<PollStatus> Scheduler::status() const { return impl_->status(); }
bool Scheduler::is_paused() const { return impl_->is_paused(); }

asio::awaitable<Result<std::vector<PollReport>>> Scheduler::poll_once(std::vector<std::string> names, bool now,
                                                                      std::function<void(const PollReport&)> progress) {
    return impl_->poll_once(std::move(names), now, std::move(progress));
}

} // namespace arna
