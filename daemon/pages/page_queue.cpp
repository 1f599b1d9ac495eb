#include "daemon/pages/page_queue.hpp"

#include "daemon/async/spawn.hpp"
#include "daemon/fetch/host/host_gate.hpp"
#include "daemon/log/events.hpp"
#include "daemon/pages/page_decision.hpp"
#include "daemon/store/readers.hpp"
#include "daemon/store/store_thread.hpp"
#include "feeds/text/date/date.hpp"
#include "feeds/text/url/url.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <exception>
#include <functional>
#include <iterator>
#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

constexpr std::chrono::seconds pause_check{1};    ///< how often a failed store is looked at
constexpr std::chrono::seconds retry_aborted{30}; ///< when a page that could not be stored is asked for again
constexpr std::chrono::hours longest_sleep{1};
constexpr std::chrono::hours between_clean_ups{1};
constexpr std::chrono::days hosts_remembered{2}; ///< as the store does
constexpr std::size_t most_at_once = 16;         ///< pages under way, each of another host

bool is_refusal(int status) { return status == 403 || status == 429; }

/// All that a run begins with.
struct Stored {
    std::vector<WaitingPage> pages;
    std::vector<PageHost> hosts;
    std::map<SourceId, PageDay> days;
};

} // namespace

PageQueue::PageQueue(PollServices services, RobotsCache& robots, MemoryGate& reading, Changes& changes,
                     std::uint64_t seed, std::function<void(const PageReport&)> finished)
    : services_{.poll = std::move(services),
                .robots = robots,
                .reading = reading,
                .changes = changes,
                .marks = marks_,
                .rules = [this] { return rules_; }},
      finished_(std::move(finished)),
      random_(seed),
      wake_(services_.poll.io),
      idle_(services_.poll.io) {}

void PageQueue::load(std::vector<PollSource> sources, PollRules rules) {
    assert(home_.is_here());
    rules_ = std::make_shared<const PollRules>(std::move(rules));
    sources_.clear();
    std::map<SourceId, PageLimits> limits;
    for (auto& source : sources) {
        const auto id = source.id;
        const auto& pages = source.pages;
        if (source.is_enabled && pages.articles != std::optional(PageSettings::Articles::none))
            limits[id] = {.after_poll = pages.limit, .gap = pages.gap};
        sources_[id] = std::make_shared<const PollSource>(std::move(source));
    }
    schedule_.set_limits(std::move(limits));
    wake();
}

PageQueue::SourcePtr PageQueue::source_of(SourceId id) const {
    const auto found = sources_.find(id);
    return found == sources_.end() ? nullptr : found->second;
}

void PageQueue::polled(const PollReport& report) {
    assert(home_.is_here());
    if (report.outcome != PollOutcome::stored && report.outcome != PollOutcome::unchanged) return;
    schedule_.polled(report.id);
    // A page may be wanted again although nothing was added or revised: its lastmod moved.
    if (report.outcome == PollOutcome::stored) to_refresh_.insert(report.id);
    wake();
}

PageCounters PageQueue::counters() const {
    assert(home_.is_here());
    auto counters = counters_;
    counters.waiting = schedule_.waiting();
    counters.asking = schedule_.asking();
    return counters;
}

asio::awaitable<void> PageQueue::run() {
    assert(home_.is_here());
    is_running_ = true;
    while (!is_stopping_) {
        const bool is_done = co_await look();
        const auto next = is_done ? schedule_.next_look(now()) : std::optional<milliseconds>(pause_check);
        if (!is_done || to_refresh_.empty()) co_await sleep(next.value_or(longest_sleep));
    }
    co_await wait_for_visits();
    is_running_ = false;
}

asio::awaitable<PageQueue::Rereading> PageQueue::read_kept(std::function<bool(const Rereading&)> may_go_on) {
    assert(home_.is_here());
    constexpr std::size_t slice = 100;
    Rereading done;
    ArticleId after{};
    while (!is_stopping_) {
        const auto articles = co_await services_.poll.readers.read(
            services_.poll.pool, [after](StoreReader& reader) { return reader.kept_pages(after, slice); });
        if (articles.empty()) break;
        after = articles.back();
        for (const auto article : articles) {
            const auto paged = co_await services_.poll.readers.read(
                services_.poll.pool, [article](StoreReader& reader) { return reader.paged(article); });
            const auto source = paged ? source_of(paged->owner) : nullptr;
            if (!source) continue;
            ++done.pages;
            done.changed += co_await reread_article(services_, article, source);
            if (!may_go_on(done) || is_stopping_) co_return done;
        }
    }
    co_return done;
}

void PageQueue::stop() {
    is_stopping_ = true;
    wake();
}

asio::awaitable<void> PageQueue::run_once(milliseconds moment) {
    assert(home_.is_here());
    while (!is_stopping_ && !is_running_) {
        if (!co_await look()) co_return;
        const auto next = schedule_.next_look(now());
        if (under_way_ == 0 && (!next || *next > moment)) co_return;
        co_await sleep(next.value_or(longest_sleep));
    }
}

/// One round: nothing in it waits for a server. False if the store failed: it is asked again after a while.
asio::awaitable<bool> PageQueue::look() {
    if (!services_.poll.store.is_healthy()) co_return false;
    try {
        if (!is_loaded_) co_await load_stored();
        co_await refresh();
        co_await release_overdue();
        co_await clean_up();
    } catch (const StoreFailure&) {
        co_return false; // the store thread has said so
    }
    start_visits();
    co_return true;
}

asio::awaitable<void> PageQueue::sleep(milliseconds time) {
    if (is_stopping_) co_return;
    wake_.expires_after(std::min<milliseconds>(time, longest_sleep));
    co_await wake_.async_wait(asio::as_tuple(asio::use_awaitable));
}

asio::awaitable<void> PageQueue::wait_for_visits() {
    while (under_way_ > 0) {
        idle_.expires_after(longest_sleep);
        co_await idle_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

asio::awaitable<void> PageQueue::load_stored() {
    auto stored = co_await services_.poll.readers.read(services_.poll.pool, [](StoreReader& reader) {
        return Stored{reader.waiting_pages(), reader.page_hosts(), reader.page_days()};
    });
    for (const auto& [source, day] : stored.days) schedule_.set_day(source, day);
    for (auto& host : stored.hosts) {
        schedule_.set_host(host, now());
        hosts_.insert_or_assign(host.host, std::move(host));
    }
    for (const auto& page : stored.pages) schedule_.add(page, host_key(page.state.url));
    is_loaded_ = true;
}

/// Takes in what polls wanted since the last look.
asio::awaitable<void> PageQueue::refresh() {
    while (!to_refresh_.empty()) {
        const auto source = to_refresh_.extract(to_refresh_.begin()).value(); // it may be polled again meanwhile
        try {
            ended_.clear();
            auto pages = co_await services_.poll.readers.read(
                services_.poll.pool, [source](StoreReader& reader) { return reader.waiting_pages(source); });
            // What was read of a page whose visit has ended since is out of date: it is read again.
            if (std::erase_if(pages, [this](const auto& page) { return ended_.contains(page.article); }) > 0)
                to_refresh_.insert(source);
            auto oldest = split_oldest(source, pages);
            for (const auto& page : pages) schedule_.add(page, host_key(page.state.url));
            co_await give_up(source, std::move(oldest));
        } catch (const StoreFailure&) {
            to_refresh_.insert(source); // for the next look: what waits is held back from its tags
            throw;
        }
    }
}

/// A source that tells more than is asked for in a day would have more and more pages wait: the oldest, which are
/// taken out of `pages`, wait no longer.
std::vector<WaitingPage> PageQueue::split_oldest(SourceId id, std::vector<WaitingPage>& pages) {
    const auto most = PageLimits().a_day;
    if (pages.size() <= most) {
        crowded_.erase(id);
        return {};
    }
    const auto source = source_of(id);
    if (!source) return {};
    if (crowded_.insert(id).second)
        log(events::pages_given_up, {{"source", source->name}, {"waiting", pages.size()}, {"most", most}});
    std::ranges::sort(pages, std::greater(),
                      [](const WaitingPage& page) { return std::pair(page.published, page.article); });
    const auto first = pages.begin() + static_cast<std::ptrdiff_t>(most);
    std::vector<WaitingPage> oldest(std::move_iterator(first), std::move_iterator(pages.end()));
    pages.erase(first, pages.end());
    std::ranges::reverse(oldest);
    return oldest;
}

asio::awaitable<void> PageQueue::give_up(SourceId id, std::vector<WaitingPage> pages) {
    const auto source = source_of(id);
    for (auto& page : pages) {
        if (is_stopping_) co_return;
        if (schedule_.is_asking(page.article) || ended_.contains(page.article)) continue;
        schedule_.remove(page.article);
        const auto why = fmt::format("newer ones wait: {} of a source are asked for in a day", PageLimits().a_day);
        const auto report = co_await give_up_page(services_, std::move(page), source, why);
        ++counters_.outcomes[static_cast<std::size_t>(report.outcome)];
        tell(report);
    }
}

asio::awaitable<void> PageQueue::release_overdue() {
    while (!is_stopping_) {
        const auto article = schedule_.overdue(now().wall);
        if (!article) co_return;
        auto report = co_await release_article(services_, *article, source_of(schedule_.find(*article)->source));
        report.why = "released without its page";
        tell(report);
        ++counters_.released;
        schedule_.release(*article);
    }
}

asio::awaitable<void> PageQueue::clean_up() {
    const auto at = now().wall;
    if (at - cleaned_up_ < between_clean_ups) co_return;
    cleaned_up_ = at;
    schedule_.forget_idle_hosts(now());
    std::erase_if(hosts_, [before = at - hosts_remembered](const auto& entry) {
        const auto& host = entry.second;
        return host.asked.value_or(Time{}) < before && host.until.value_or(Time{}) < before;
    });
    co_await services_.poll.store.run([at](Store& store) { store.forget_old_pages(at); });
}

void PageQueue::start_visits() {
    while (!is_stopping_ && under_way_ < most_at_once && services_.poll.store.is_healthy()) {
        auto page = schedule_.next(now(), jitter());
        if (!page) return;
        auto source = source_of(page->source);
        ++under_way_;
        spawn(services_.poll.io, visit(std::move(*page), std::move(source)), "page");
    }
}

asio::awaitable<void> PageQueue::visit(WaitingPage page, SourcePtr source) {
    const auto host = host_key(page.state.url);
    const auto article = page.article;
    const auto id = page.source;
    const auto result = co_await guarded_visit(std::move(page), std::move(source));
    if (result.is_asked) schedule_.count_asked(id, now().wall);
    if (result.crawl_delay) schedule_.set_crawl_delay(host, result.crawl_delay);
    co_await note_host(host, id, result);
    schedule_.finish(article, host);
    ended_.insert(article);
    if (result.again) schedule_.add(*result.again, host);
    ++counters_.outcomes[static_cast<std::size_t>(result.report.outcome)];
    tell(result.report);
    --under_way_;
    wake();
    idle_.cancel();
}

/// A bug in one visit is one page's failure; a store that fails is nobody's.
asio::awaitable<PageResult> PageQueue::guarded_visit(WaitingPage page, SourcePtr source) {
    PageResult failed{.report = {.source = source->name, .url = page.state.url}, .again = page};
    try {
        co_return co_await visit_page(services_, std::move(page), source);
    } catch (const StoreFailure& failure) {
        failed.report.why = failure.what();
    } catch (const std::exception& bug) {
        log(events::page_broke, {{"source", source->name}, {"error", bug.what()}});
        failed.report.why = bug.what();
    }
    failed.again->state.due = now().wall + retry_aborted;
    co_return failed;
}

/// What an answer means for the other pages of its host.
asio::awaitable<void> PageQueue::note_host(std::string host, SourceId source, const PageResult& result) {
    auto& known = hosts_[host];
    known.host = host;
    const auto at = now().wall;
    if (result.is_asked) known.asked = at;
    const auto status = result.report.status;
    if (status != 0) known.refusals = is_refusal(status) ? known.refusals + 1 : 0;
    if (result.leave_alone) known.until = std::max(known.until.value_or(at), at + *result.leave_alone);
    const bool is_paused = known.refusals >= most_refusals;
    if (is_paused) {
        known.until = at + pause_of_host;
        known.why = fmt::format("{} to {} pages in a row", status, std::exchange(known.refusals, 0));
        log(events::pages_paused, {{"source", result.report.source},
                                   {"host", host},
                                   {"until", format_rfc3339(*known.until)},
                                   {"why", known.why}});
    }
    if (known.until) schedule_.leave_alone(host, *known.until);
    try {
        co_await services_.poll.store.run([known, source, is_paused](Store& store) {
            store.save_page_host(known);
            if (is_paused) store.pause_pages(source, *known.until, known.why);
        });
    } catch (const StoreFailure&) {
        // The store thread has said so; what it would have kept holds until the end of this run.
    }
}

void PageQueue::tell(const PageReport& report) {
    log(events::page, {{"source", report.source},
                       {"url", masked_url(report.url)},
                       {"outcome", page_outcome_name(report.outcome)},
                       {"status", report.status},
                       {"why", report.why}});
    if (finished_) finished_(report);
}

} // namespace arna
