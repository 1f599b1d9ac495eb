#include "daemon/pages/page_schedule.hpp"

#include "daemon/store/day_number.hpp"

#include <algorithm>
#include <utility>

namespace arna {
namespace {

using std::chrono::milliseconds;

constexpr std::chrono::hours remembered{1}; ///< when a host was asked: longer than every gap
constexpr double longest_stretch = 0.25;    ///< of a gap, which jitter only lengthens

} // namespace

PageSchedule::Age PageSchedule::age_of(const WaitingPage& page) {
    return {-page.published.time_since_epoch().count(), -std::to_underlying(page.article)};
}

void PageSchedule::set_host(const PageHost& host, Now now) {
    auto& known = hosts_[host.host];
    if (host.until) known.until = *host.until;
    if (host.asked && *host.asked <= now.wall) known.last = now.steady - (now.wall - *host.asked);
}

void PageSchedule::add(const WaitingPage& page, const std::string& host) {
    if (asking_.contains(page.article)) return;
    remove(page.article);
    if (page.held) holds_.emplace(*page.held + longest_hold, page.article);
    auto& at = hosts_[host];
    const auto due = page.state.due.value_or(Time{});
    at.waiting[page.source].later.emplace(due, age_of(page));
    auto& known = pages_.emplace(page.article, Known{page, host}).first->second;
    end_hopeless_hold(known, std::max(due, at.until));
}

/// An article whose page may be asked for only when nobody waits for it any more is not waited for at all.
void PageSchedule::end_hopeless_hold(Known& known, Time from) {
    auto& held = known.page.held;
    if (!held || from < *held + longest_hold) return;
    holds_.erase({*held + longest_hold, known.page.article});
    held = Time{};
    holds_.emplace(*held + longest_hold, known.page.article);
}

void PageSchedule::remove(ArticleId article) {
    const auto found = pages_.find(article);
    if (found == pages_.end()) return;
    unlist(found->second);
    if (found->second.page.held) holds_.erase({*found->second.page.held + longest_hold, article});
    pages_.erase(found);
}

void PageSchedule::unlist(const Known& known) {
    auto& host = hosts_.at(known.host);
    const auto waiting = host.waiting.find(known.page.source);
    auto& [due, later] = waiting->second;
    if (known.is_due)
        due.erase(age_of(known.page));
    else
        later.erase({known.page.state.due.value_or(Time{}), age_of(known.page)});
    if (due.empty() && later.empty()) host.waiting.erase(waiting);
}

void PageSchedule::note_due(Waiting& waiting, Time now) {
    auto& [due, later] = waiting;
    while (!later.empty() && later.begin()->first <= now) {
        const auto age = later.begin()->second;
        pages_.at(static_cast<ArticleId>(-age.second)).is_due = true;
        due.insert(age);
        later.erase(later.begin());
    }
}

bool PageSchedule::may_ask(SourceId source, Time now) const {
    const auto limits = limits_.find(source);
    if (limits == limits_.end()) return false;
    const auto found = days_.find(source);
    if (found == days_.end()) return limits->second.after_poll > 0;
    const auto& day = found->second;
    const auto today = day.day == day_number(now) ? day.asked : 0;
    return std::cmp_less(day.since_poll, limits->second.after_poll) && std::cmp_less(today, limits->second.a_day);
}

/// Until a page of the source that is due then may be asked for.
milliseconds PageSchedule::wait_for(const Host& host, SourceId source, Time due, Now now) const {
    auto wait = std::max({due - now.wall, host.until - now.wall, milliseconds(0)});
    if (!host.last) return wait;
    const auto gap = std::max(limits_.at(source).gap, host.crawl_delay);
    const auto stretched = milliseconds(static_cast<std::int64_t>(static_cast<double>(gap.count()) * host.stretch));
    return std::max(wait, std::chrono::ceil<milliseconds>(*host.last + stretched - now.steady));
}

std::optional<WaitingPage> PageSchedule::next(Now now, double jitter) {
    Host* chosen = nullptr;
    const Age* best = nullptr;
    for (auto& [name, host] : hosts_) {
        if (host.is_busy) continue;
        for (auto& [source, waiting] : host.waiting) {
            note_due(waiting, now.wall);
            if (waiting.due.empty() || !may_ask(source, now.wall) ||
                wait_for(host, source, Time{}, now) > milliseconds(0))
                continue;
            const auto& first = *waiting.due.begin();
            if (best != nullptr && *best <= first) continue;
            best = &first;
            chosen = &host;
        }
    }
    if (best == nullptr) return std::nullopt;
    const auto article = static_cast<ArticleId>(-best->second);
    auto page = pages_.at(article).page;
    remove(article);
    asking_.insert(article);
    chosen->is_busy = true;
    chosen->last = now.steady;
    chosen->stretch = 1 + longest_stretch * std::clamp(jitter, 0.0, 1.0);
    return page;
}

void PageSchedule::count_asked(SourceId source, Time now) {
    auto& day = days_[source];
    const auto today = day_number(now);
    if (std::exchange(day.day, today) != today) day.asked = 0;
    ++day.asked;
    ++day.since_poll;
}

void PageSchedule::finish(ArticleId article, const std::string& host) {
    asking_.erase(article);
    hosts_[host].is_busy = false;
}

void PageSchedule::set_crawl_delay(const std::string& host, std::optional<milliseconds> delay) {
    hosts_[host].crawl_delay = std::min<milliseconds>(delay.value_or(milliseconds(0)), longest_crawl_delay);
}

void PageSchedule::leave_alone(const std::string& host, Time until) {
    auto& known = hosts_[host];
    if (until <= known.until) return;
    known.until = until;
    for (const auto& [source, waiting] : known.waiting) {
        for (const auto& age : waiting.due) end_hopeless_hold(pages_.at(static_cast<ArticleId>(-age.second)), until);
        for (const auto& [due, age] : waiting.later)
            end_hopeless_hold(pages_.at(static_cast<ArticleId>(-age.second)), until);
    }
}

void PageSchedule::forget_idle_hosts(Now now) {
    std::erase_if(hosts_, [&](const auto& entry) {
        const auto& host = entry.second;
        return !host.is_busy && host.waiting.empty() && host.until <= now.wall &&
               (!host.last || *host.last + remembered < now.steady);
    });
}

std::optional<ArticleId> PageSchedule::overdue(Time now) const {
    if (holds_.empty() || holds_.begin()->first > now) return std::nullopt;
    return holds_.begin()->second;
}

const WaitingPage* PageSchedule::find(ArticleId article) const {
    const auto found = pages_.find(article);
    return found == pages_.end() ? nullptr : &found->second.page;
}

void PageSchedule::release(ArticleId article) {
    const auto found = pages_.find(article);
    if (found == pages_.end()) return;
    if (const auto held = std::exchange(found->second.page.held, std::nullopt))
        holds_.erase({*held + longest_hold, article});
}

std::optional<milliseconds> PageSchedule::next_look(Now now) const {
    std::optional<milliseconds> next;
    const auto consider = [&](milliseconds wait) { next = next ? std::min(*next, wait) : wait; };
    if (!holds_.empty()) consider(std::max(holds_.begin()->first - now.wall, milliseconds(0)));
    for (const auto& [name, host] : hosts_) {
        if (host.is_busy) continue;
        for (const auto& [source, waiting] : host.waiting) {
            const auto due = waiting.due.empty() ? waiting.later.begin()->first : Time{};
            if (may_ask(source, now.wall)) consider(wait_for(host, source, due, now));
        }
    }
    return next;
}

} // namespace arna
