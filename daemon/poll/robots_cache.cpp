#include "daemon/poll/robots_cache.hpp"

#include "daemon/async/run_on.hpp"
#include "daemon/store/readers.hpp"
#include "daemon/store/store_thread.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

constexpr std::chrono::hours kept_for{24};
constexpr std::array<std::chrono::minutes, 3> retries{std::chrono::minutes(5), std::chrono::minutes(30),
                                                      std::chrono::minutes(180)};

/// Sites beyond it are asked again: there are not so many in any configuration.
constexpr std::size_t most_sites = 10'000;

bool is_server_failure(int status) { return status == 0 || status >= 500; }

std::string origin_of(const std::string& url) {
    auto origin = robots_url(url);
    origin.resize(origin.rfind('/'));
    return origin;
}

} // namespace

/// Ends the asking of an entry, also by an exception: who waits for the answer goes on.
class RobotsCache::Asking {
public:
    Asking(Entry& entry, const asio::any_io_executor& io) : entry_(entry) {
        entry_.asking = std::make_unique<asio::steady_timer>(io, asio::steady_timer::time_point::max());
    }
    ~Asking() {
        const auto answered = std::exchange(entry_.asking, nullptr);
        if (answered) answered->cancel();
    }
    Asking(const Asking&) = delete;
    Asking& operator=(const Asking&) = delete;

private:
    Entry& entry_;
};

asio::awaitable<RobotsAnswer> RobotsCache::ask(std::string url, std::string proxy) {
    assert(home_.is_here());
    const auto origin = origin_of(url);
    const auto entry = entry_of(origin);
    while (entry->asking && !services_.fetcher.is_stopped())
        co_await entry->asking->async_wait(asio::as_tuple(asio::use_awaitable));
    if (services_.fetcher.is_stopped()) co_return answer(*entry, url); // whoever asks may not have been answered yet
    if (!is_fresh(*entry)) {
        const Asking asking(*entry, services_.io);
        if (!is_loaded_) co_await load();
        if (!is_fresh(*entry)) co_await fetch(origin, *entry, std::move(proxy));
    }
    co_return answer(*entry, url);
}

std::optional<std::string> RobotsCache::known_refusal(const std::string& url) const {
    const auto found = entries_.find(origin_of(url));
    if (found == entries_.end() || !is_fresh(*found->second)) return std::nullopt;
    auto said = answer(*found->second, url);
    return said.kind == RobotsAnswer::Kind::forbidden ? std::optional(std::move(said.why)) : std::nullopt;
}

/// The one of this origin, shared with whoever asks: it may be forgotten meanwhile.
std::shared_ptr<RobotsCache::Entry> RobotsCache::entry_of(const std::string& origin) {
    if (!entries_.contains(origin) && entries_.size() >= most_sites)
        std::erase_if(entries_, [](const auto& entry) { return entry.second->asking == nullptr; });
    auto& entry = entries_[origin];
    if (!entry) entry = std::make_shared<Entry>();
    return entry;
}

/// Takes over what an earlier run was answered, but for what was answered in this one.
asio::awaitable<void> RobotsCache::load() {
    std::vector<StoredRobots> stored;
    try {
        stored = co_await services_.readers.read(services_.pool, [](StoreReader& reader) { return reader.robots(); });
    } catch (const StoreFailure&) {
        co_return; // sites are asked again
    }
    is_loaded_ = true;
    for (const auto& one : stored) {
        const auto entry = entry_of(one.origin);
        if (entry->fetched != Time{}) continue;
        entry->rules = RobotsTxt(one.text);
        entry->status = one.status;
        entry->fetched = one.fetched;
        if (is_server_failure(one.status)) {
            entry->failures = 1;
            entry->error = one.status == 0 ? "no answer" : fmt::format("HTTP {}", one.status);
        }
    }
}

milliseconds RobotsCache::lifetime(const Entry& entry) {
    if (!is_server_failure(entry.status)) return kept_for;
    return retries[std::min(entry.failures, retries.size()) - std::min<std::size_t>(entry.failures, 1)];
}

bool RobotsCache::is_fresh(const Entry& entry) const {
    const auto now = services_.clock.now();
    return entry.fetched != Time{} && entry.fetched <= now && now < entry.fetched + lifetime(entry);
}

RobotsAnswer RobotsCache::answer(const Entry& entry, const std::string& url) const {
    using Kind = RobotsAnswer::Kind;
    if (is_server_failure(entry.status)) {
        const auto left = entry.fetched + lifetime(entry) - services_.clock.now();
        return {.kind = Kind::unreachable,
                .why = "robots.txt: " + entry.error,
                .crawl_delay = {},
                .again = std::max(std::chrono::duration_cast<milliseconds>(left), milliseconds(0))};
    }
    const auto verdict = entry.rules.judge(url);
    if (verdict.is_allowed) return {.kind = Kind::allowed, .why = {}, .crawl_delay = entry.rules.crawl_delay()};
    return {.kind = Kind::forbidden,
            .why = fmt::format("robots.txt forbids it (line {}: {})", verdict.line, verdict.rule),
            .crawl_delay = {}};
}

/// Whatever it is, the answer counts from now. A refused address is no site's silence: the page itself is refused, too.
asio::awaitable<void> RobotsCache::fetch(std::string origin, Entry& entry, std::string proxy) {
    const auto response = co_await services_.fetcher.fetch({.url = origin + "/robots.txt",
                                                            .proxy = std::move(proxy),
                                                            .accept = "text/plain, */*;q=0.1",
                                                            .manner = {.is_patient = true}});
    if (services_.fetcher.is_stopped()) co_return;
    StoredRobots stored{.origin = origin, .fetched = services_.clock.now(), .status = 0, .text = {}};
    if (response)
        stored.status = response->status;
    else if (response.error().code == Errc::refused)
        stored.status = 404;
    if (response && response->status / 100 == 2) stored.text = response->body.substr(0, max_robots_txt + 1);
    const bool is_failure = is_server_failure(stored.status);
    entry.error = !is_failure ? "" : response ? fmt::format("HTTP {}", stored.status) : response.error().message;
    entry.failures = is_failure ? entry.failures + 1 : 0;
    entry.status = stored.status;
    entry.fetched = stored.fetched;
    entry.rules = co_await run_on(services_.pool, [text = stored.text] { return RobotsTxt(text); });
    try {
        co_await services_.store.run([stored = std::move(stored)](Store& store) { store.save_robots(stored); });
    } catch (const StoreFailure&) {
        co_return; // the store has said so; it is asked for again after the next start
    }
}

} // namespace arna
