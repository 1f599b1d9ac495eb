#include "daemon/poll/scheduler/first_due.hpp"
#include "daemon/poll/scheduler/scheduler_impl.hpp"

#include <algorithm>
#include <utility>

namespace arna {
namespace {

/// Whether visits to both are visits to the same place: then schedule and validators hold on.
bool is_same_place(const PollSource& a, const PollSource& b) {
    return a.id == b.id && a.url == b.url && a.path == b.path;
}

} // namespace

void Scheduler::Impl::load(std::vector<PollSource> sources, std::span<const SourceRecord> records, PollRules rules) {
    rules_ = std::make_shared<const PollRules>(std::move(rules));
    auto before = std::exchange(entries_, {});
    std::vector<EntryPtr> added;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        auto name = sources[i].name;
        auto entry = take_over(before, std::move(sources[i]), records[i].poll);
        if (by_id_.try_emplace(entry->id, entry).second)
            added.push_back(entry);
        else
            reschedule(*entry);
        entries_.insert_or_assign(std::move(name), std::move(entry));
    }
    for (const auto& [name, entry] : before) drop(*entry);
    schedule_new(added);
    wake();
}

/// The entry there was, with the new settings, if it is still about the same place; else a new one.
Scheduler::Impl::EntryPtr Scheduler::Impl::take_over(std::map<std::string, EntryPtr>& before, PollSource source,
                                                     const PollState& stored) {
    auto settings = std::make_shared<const PollSource>(std::move(source));
    const auto found = before.find(settings->name);
    if (found != before.end() && is_same_place(*found->second->source, *settings)) {
        auto entry = std::move(before.extract(found).mapped());
        entry->source = std::move(settings);
        return entry;
    }
    return std::make_shared<Entry>(Entry{.id = ++last_id_, .source = std::move(settings), .state = stored});
}

void Scheduler::Impl::drop(Entry& entry) {
    due_.erase(entry.id);
    if (entry.place) tell(entry, unvisited(entry, PollOutcome::aborted));
    entry.place.reset();
    by_id_.erase(entry.id); // a visit in flight finds out by this
}

void Scheduler::Impl::schedule_new(std::span<const EntryPtr> entries) {
    std::vector<Candidate> candidates;
    std::vector<std::uint64_t> ids;
    for (const auto& entry : entries) {
        if (!entry->may_be_polled()) continue;
        candidates.push_back({entry->source.get(), &entry->state});
        ids.push_back(entry->id);
    }
    const auto waits = first_due(candidates, services_.clock.now());
    const auto now = services_.clock.steady();
    for (std::size_t i = 0; i < ids.size(); ++i) due_.set(ids[i], now + waits[i]);
}

/// After its settings changed: switched off or on, or a shorter interval.
void Scheduler::Impl::reschedule(const Entry& entry) {
    if (!entry.may_be_polled()) return due_.erase(entry.id);
    if (entry.is_polling || entry.place) return;
    const auto latest = services_.clock.steady() + longest_wait(*entry.source, entry.state);
    due_.set(entry.id, std::min(due_.of(entry.id).value_or(latest), latest));
}

} // namespace arna
