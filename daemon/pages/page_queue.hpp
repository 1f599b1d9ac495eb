#pragma once
#include "daemon/async/home_thread.hpp"
#include "daemon/pages/page_schedule.hpp"
#include "daemon/pages/page_visit.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace arna {

/// What pages came to since the start, and what waits.
struct PageCounters {
    std::array<std::uint64_t, page_outcomes> outcomes{};
    std::uint64_t released = 0; ///< articles that entered their tags without their pages, which were not in time
    std::size_t waiting = 0, asking = 0;
};

/// Asks for the pages of articles after the polls that brought them (docs/polite.md): one of a host at a time, with a
/// gap, as robots.txt allows, and never before a poll; fills the articles from them, and lets those into their tags
/// that waited. What waits is in the store: the queue goes on where an earlier run was ended. Lives on the io thread.
class PageQueue {
public:
    /// `robots` is shared with whoever polls listing pages, `reading` with whoever reads documents. `finished` hears of
    /// every page that was dealt with.
    PageQueue(PollServices services, RobotsCache& robots, MemoryGate& reading, Changes& changes, std::uint64_t seed,
              std::function<void(const PageReport&)> finished = {});

    /// Takes over a configuration.
    void load(std::vector<PollSource> sources, PollRules rules);

    /// Asks for pages until stop(), then waits for what is asked.
    boost::asio::awaitable<void> run();
    void stop();

    /// For whom somebody waits who polls once: the longest gap, and some more.
    static constexpr std::chrono::seconds longest_moment{75};

    /// Asks for what may be asked for now, and again for what may be within `moment` of that. Nothing while run() runs.
    boost::asio::awaitable<void> run_once(std::chrono::milliseconds moment = longest_moment);

    /// What reading kept pages again came to.
    struct Rereading {
        std::size_t pages = 0, changed = 0;
    };

    /// Reads all pages again that are kept, as their sources are configured now; no request is made. `may_go_on` is
    /// asked after each. Throws StoreFailure.
    boost::asio::awaitable<Rereading> read_kept(std::function<bool(const Rereading&)> may_go_on);

    /// A source was visited.
    void polled(const PollReport& report);

    /// Re-reads the clocks; call it after either was set.
    void wake() { wake_.cancel(); }

    [[nodiscard]] PageCounters counters() const;

private:
    using SourcePtr = std::shared_ptr<const PollSource>;

    [[nodiscard]] PageSchedule::Now now() const { return {services_.poll.clock.now(), services_.poll.clock.steady()}; }
    [[nodiscard]] SourcePtr source_of(SourceId id) const;
    double jitter() { return std::uniform_real_distribution<double>(0, 1)(random_); }

    boost::asio::awaitable<void> begin();
    boost::asio::awaitable<bool> look();
    boost::asio::awaitable<void> sleep(std::chrono::milliseconds time);
    boost::asio::awaitable<void> wait_for_visits();
    boost::asio::awaitable<void> load_stored();
    boost::asio::awaitable<void> refresh();
    std::vector<WaitingPage> split_oldest(SourceId source, std::vector<WaitingPage>& pages);
    boost::asio::awaitable<void> give_up(SourceId source, std::vector<WaitingPage> pages);
    boost::asio::awaitable<void> release_overdue();
    boost::asio::awaitable<void> clean_up();
    void start_visits();
    boost::asio::awaitable<void> visit(WaitingPage page, SourcePtr source);
    boost::asio::awaitable<PageResult> guarded_visit(WaitingPage page, SourcePtr source);
    boost::asio::awaitable<void> note_host(std::string host, SourceId source, const PageResult& result);
    void tell(const PageReport& report);

    HomeThread home_;
    SharedMarks marks_;
    PageServices services_;
    std::function<void(const PageReport&)> finished_;
    std::mt19937_64 random_;
    std::shared_ptr<const PollRules> rules_;
    std::map<SourceId, SourcePtr> sources_;
    PageSchedule schedule_;
    std::map<std::string, PageHost> hosts_;
    PageCounters counters_;
    std::set<SourceId> to_refresh_; ///< polls wanted pages of them
    std::set<SourceId> crowded_;    ///< more of their pages waited than are asked for in a day: it was told
    std::set<ArticleId> ended_;     ///< visits that ended since refresh() last read what waits
    std::size_t under_way_ = 0;
    Time cleaned_up_{};
    boost::asio::steady_timer wake_; ///< what run() sleeps on
    boost::asio::steady_timer idle_; ///< cancelled when a visit ends
    bool is_loaded_ = false, is_running_ = false, is_stopping_ = false;
};

} // namespace arna
