#include "daemon/fetch/host/host_slots.hpp"

#include <algorithm>

namespace arna {

HostSlots::HostSlots(Options options) : options_(options) {
    options_.concurrency = std::max<std::size_t>(1, options_.concurrency);
    options_.per_host = std::max<std::size_t>(1, options_.per_host);
    options_.per_site = std::max(options_.per_host, options_.per_site);
}

HostSlots::Ticket HostSlots::Host::first() const {
    if (waiting[0].empty() || waiting[1].empty()) return *waiting[waiting[0].empty() ? 1 : 0].begin();
    return std::min(*waiting[0].begin(), *waiting[1].begin());
}

HostSlots::Ticket HostSlots::add(const std::string& host, HostFacts facts, bool is_doubtful, Time now, Ticket ticket,
                                 bool is_patient) {
    constexpr Ticket behind_all = Ticket{1} << 63;
    if (ticket == 0) ticket = ++last_ | (is_patient ? behind_all : 0);
    Host& at = host_of(host, std::move(facts));
    visitors_.insert_or_assign(ticket, Visitor{.host = &at, .is_doubtful = is_doubtful});
    at.waiting[is_doubtful ? 1 : 0].insert(ticket);
    settle(at, now);
    return ticket;
}

std::optional<HostSlots::Ticket> HostSlots::next(Time now) {
    while (!timed_.empty() && timed_.begin()->first <= now) settle(*timed_.begin()->second, now);
    while (taken_ < options_.concurrency) {
        const bool doubtful_may =
            !ready_[1].empty() && doubtful_taken_ < std::max<std::size_t>(1, options_.concurrency / 2);
        if (ready_[0].empty() && !doubtful_may) break;
        const bool is_doubtful =
            doubtful_may && (ready_[0].empty() || ready_[1].begin()->first < ready_[0].begin()->first);
        Host& host = *ready_[is_doubtful ? 1 : 0].begin()->second;
        if (host.site->taken < options_.per_site) return take(host, is_doubtful, now);
        settle(host, now); // it is not ready any more: other hosts of its site took the last slot
    }
    return {};
}

std::optional<HostSlots::Time> HostSlots::next_look() const {
    return timed_.empty() ? std::nullopt : std::optional(timed_.begin()->first);
}

void HostSlots::leave_host(Ticket ticket, Time now) {
    const auto found = visitors_.find(ticket);
    if (found == visitors_.end() || !found->second.has_slot || found->second.host == nullptr) return;
    Host& host = *std::exchange(found->second.host, nullptr);
    --host.taken;
    --host.site->taken;
    unlist(host);
    wake(*host.site, now);
    settle(host, now);
}

void HostSlots::leave(Ticket ticket, Time now) {
    const auto found = visitors_.find(ticket);
    if (found == visitors_.end()) return;
    leave_host(ticket, now);
    const Visitor visitor = found->second;
    visitors_.erase(found);
    if (visitor.has_slot) {
        --taken_;
        if (visitor.is_doubtful) --doubtful_taken_;
        return;
    }
    visitor.host->waiting[visitor.is_doubtful ? 1 : 0].erase(ticket);
    unlist(*visitor.host);
    wake(*visitor.host->site, now); // it may have been the one that the site's free slot was meant for
    settle(*visitor.host, now);
}

void HostSlots::hold(const std::string& host, Time until, Time now) {
    const auto found = hosts_.find(host);
    if (found == hosts_.end()) return;
    found->second.held_until = std::max(found->second.held_until, until);
    settle(found->second, now);
}

std::optional<HostSlots::Time> HostSlots::held_until(const std::string& host, Time now) const {
    const auto found = hosts_.find(host);
    if (found == hosts_.end() || found->second.held_until <= now) return {};
    return found->second.held_until;
}

std::vector<HostSlots::Ticket> HostSlots::waiting_for(const std::string& host) const {
    const auto found = hosts_.find(host);
    if (found == hosts_.end()) return {};
    std::vector<Ticket> all(found->second.waiting[0].begin(), found->second.waiting[0].end());
    all.insert(all.end(), found->second.waiting[1].begin(), found->second.waiting[1].end());
    std::ranges::sort(all);
    return all;
}

HostSlots::Host& HostSlots::host_of(const std::string& name, HostFacts facts) {
    const auto [at, is_new] = hosts_.try_emplace(name);
    Host& host = at->second;
    if (!is_new) return host;
    const auto site = sites_.try_emplace(std::move(facts.site)).first;
    host.name = &at->first;
    host.site_name = &site->first;
    host.site = &site->second;
    host.is_unhurried = facts.is_unhurried;
    ++host.site->hosts;
    return host;
}

HostSlots::Ticket HostSlots::take(Host& host, bool is_doubtful, Time now) {
    auto& waiting = host.waiting[is_doubtful ? 1 : 0];
    const Ticket ticket = *waiting.begin();
    waiting.erase(waiting.begin());
    visitors_.at(ticket).has_slot = true;
    ++taken_;
    if (is_doubtful) ++doubtful_taken_;
    ++host.taken;
    ++host.site->taken;
    if (host.is_unhurried) host.next_at = now + options_.spacing;
    settle(host, now);
    return ticket;
}

/// Puts a host where it now belongs; forgets it if nothing is left to remember.
void HostSlots::settle(Host& host, Time now) {
    unlist(host);
    if (!host.has_waiting()) {
        if (host.taken > 0) return;
        const auto until = std::max(host.next_at, host.held_until);
        return until > now ? list_until(host, until) : forget(host);
    }
    if (host.taken >= options_.per_host) return; // leave_host() settles it again
    if (host.next_at > now) return list_until(host, host.next_at);
    if (host.site->taken >= options_.per_site) {
        host.listed = Listed::site_full;
        host.listed_as[0] = host.first();
        host.site->full.emplace(host.listed_as[0], &host);
        return;
    }
    host.listed = Listed::ready;
    for (const std::size_t lane : {0, 1}) {
        if (host.waiting[lane].empty()) continue;
        host.listed_as[lane] = *host.waiting[lane].begin();
        ready_[lane].emplace(host.listed_as[lane], &host);
    }
}

void HostSlots::list_until(Host& host, Time time) {
    host.listed = Listed::timed;
    host.listed_at = time;
    timed_.emplace(time, &host);
}

void HostSlots::unlist(Host& host) {
    switch (std::exchange(host.listed, Listed::nowhere)) {
    case Listed::nowhere: return;
    case Listed::timed: timed_.erase({host.listed_at, &host}); return;
    case Listed::site_full: host.site->full.erase(host.listed_as[0]); break;
    case Listed::ready:
        for (const std::size_t lane : {0, 1})
            if (host.listed_as[lane] != 0) ready_[lane].erase(host.listed_as[lane]);
        break;
    }
    host.listed_as = {};
}

/// Lets the first host that waits for a slot of the site try again.
void HostSlots::wake(Site& site, Time now) {
    if (!site.full.empty()) settle(*site.full.begin()->second, now);
}

void HostSlots::forget(Host& host) {
    if (--host.site->hosts == 0) sites_.erase(sites_.find(*host.site_name));
    hosts_.erase(hosts_.find(*host.name));
}

} // namespace arna
