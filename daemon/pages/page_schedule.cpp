#include "daemon/pages/page_schedule.hpp"

#include <algorithm>
#include <utility>

namespace arna {
namespace {

using std::chrono::milliseconds;

constexpr std::chrono::hours remembered{1}; ///< when a host was asked: longer than every gap
constexpr double longest_stretch = 0.25;    ///< of a gap, which jitter only lengthens

std::int64_t day_of(Time time) { return std::chrono::floor<std::chrono::days>(time).time_since_epoch().count(); }

} // namespace

PageSchedule::Place PageSchedule::place_of(const WaitingPage& page) {
    return {page.state.due.value_or(Time{}), -page.published.time_since_epoch().count(),
            -std::to_underlying(page.article)};
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
    hosts_[host].waiting[page.source].insert(place_of(page));
    pages_.emplace(page.article, Known{page, host});
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
    waiting->second.erase(place_of(known.page));
    if (waiting->second.empty()) host.waiting.erase(waiting);
}

bool PageSchedule::may_ask(SourceId source, Time now) const {
    const auto limits = limits_.find(source);
    if (limits == limits_.end()) return false;
    const auto found = days_.find(source);
    if (found == days_.end()) return limits->second.after_poll > 0;
    const auto& day = found->second;
    const auto today = day.day == day_of(now) ? day.asked : 0;
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
    const Place* best = nullptr;
    for (auto& [name, host] : hosts_) {
        if (host.is_busy) continue;
        for (const auto& [source, places] : host.waiting) {
            const auto& first = *places.begin();
            if (!may_ask(source, now.wall) || wait_for(host, source, std::get<Time>(first), now) > milliseconds(0))
                continue;
            if (best != nullptr && *best <= first) continue;
            best = &first;
            chosen = &host;
        }
    }
    if (best == nullptr) return std::nullopt;
    const auto article = static_cast<ArticleId>(-std::get<2>(*best));
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
    const auto today = day_of(now);
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
    known.until = std::max(known.until, until);
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
        for (const auto& [source, places] : host.waiting)
            if (may_ask(source, now.wall)) consider(wait_for(host, source, std::get<Time>(*places.begin()), now));
    }
    return next;
}

} // namespace arna
