#include "daemon/poll/scheduler/scheduler_impl.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::seconds pause_check{1}; ///< how often a failed store is looked at

} // namespace

asio::awaitable<Result<std::vector<PollReport>>>
Scheduler::Impl::poll_once(std::vector<std::string> names, bool now, std::function<void(const PollReport&)> progress) {
    auto entries = named(names);
    if (!entries) co_return std::unexpected(std::move(entries.error()));
    if (is_paused()) co_return fail(Errc::io, "the store cannot be written; see the log");
    const auto gathering = std::make_shared<Gathering>(services_.io);
    gathering->progress = std::move(progress);
    for (const auto& entry : *entries) {
        if (ask(*entry, now, gathering))
            ++gathering->expected;
        else if (!names.empty())
            gathering->add(unvisited(*entry, entry->may_be_polled() ? PollOutcome::not_due : PollOutcome::disabled)),
                ++gathering->expected;
    }
    while (gathering->reports.size() < gathering->expected) {
        gathering->changed.expires_after(pause_check);
        co_await gathering->changed.async_wait(asio::as_tuple(asio::use_awaitable));
        if (is_paused()) co_return fail(Errc::io, "the store cannot be written; see the log");
    }
    co_return std::move(gathering->reports);
}

/// Whether a report of it will come.
bool Scheduler::Impl::ask(Entry& entry, bool now, const std::shared_ptr<Gathering>& gathering) {
    const bool is_under_way = entry.is_polling || entry.place;
    const auto due = due_.of(entry.id);
    const bool is_due = due && *due <= services_.clock.steady();
    const bool is_wanted = now ? entry.source->is_enabled : is_due;
    if (is_stopping_ || (!is_under_way && !is_wanted)) return false;
    entry.gatherings.push_back(gathering);
    queue(entry, now);
    return true;
}

Result<std::vector<Scheduler::Impl::EntryPtr>> Scheduler::Impl::named(const std::vector<std::string>& names) const {
    std::vector<EntryPtr> found;
    if (names.empty())
        for (const auto& [name, entry] : entries_) found.push_back(entry);
    for (const auto& name : names) {
        const auto entry = entries_.find(name);
        if (entry == entries_.end()) return fail(Errc::not_found, "no source is named '" + name + "'");
        found.push_back(entry->second);
    }
    return found;
}

PollReport Scheduler::Impl::unvisited(const Entry& entry, PollOutcome outcome) const {
    return {.source = entry.source->name,
            .outcome = outcome,
            .status = entry.state.status,
            .next = entry.state.due,
            .failures = entry.state.failures,
            .error = entry.state.error};
}

PollLoad Scheduler::Impl::load_now() const {
    const auto now = services_.clock.steady();
    PollLoad load{.in_flight = under_way_, .waiting = 0, .late = due_.count_late(now, late_after), .worst = {}};
    const auto note = [&](std::chrono::steady_clock::time_point due) {
        load.worst = std::max(load.worst, std::chrono::duration_cast<std::chrono::milliseconds>(now - due));
    };
    if (const auto first = due_.next()) note(*first);
    for (const auto& [id, entry] : by_id_) {
        if (!entry->place) continue;
        ++load.waiting;
        if (!entry->due) continue;
        if (*entry->due + late_after < now) ++load.late;
        note(*entry->due);
    }
    return load;
}

std::vector<PollStatus> Scheduler::Impl::status() const {
    std::vector<PollStatus> all;
    all.reserve(entries_.size());
    for (const auto& [name, entry] : entries_)
        all.push_back({.id = entry->source->id,
                       .name = name,
                       .state = entry->state,
                       .is_enabled = entry->source->is_enabled,
                       .is_polling = entry->is_polling});
    return all;
}

} // namespace arna
