#pragma once
#include "daemon/store/page_records.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

namespace arna {

/// How many pages of a source's articles are asked for, and how fast.
struct PageLimits {
    std::size_t after_poll = 10; ///< after one visit to the source
    std::size_t a_day = 300;     ///< of UTC
    std::chrono::milliseconds gap{3'000};
};

/// Decides which page of an article is asked for next: one of a host at a time, with a gap between two, the newest
/// first of those that are due; and which articles are waited for no longer. Pure: the clocks are arguments. A look
/// costs as much as there are hosts and sources that wait.
class PageSchedule {
public:
    struct Now {
        Time wall;
        std::chrono::steady_clock::time_point steady; ///< the gaps are counted on it
    };

    /// How long an article waits for its page, in no feed.
    static constexpr std::chrono::minutes longest_hold{15};
    /// Beyond it a Crawl-delay is not obeyed.
    static constexpr std::chrono::seconds longest_crawl_delay{60};

    /// Those of all sources whose pages are read; of others none is asked for.
    void set_limits(std::map<SourceId, PageLimits> limits) { limits_ = std::move(limits); }

    /// Takes over what an earlier run had asked for, and from whom.
    void set_day(SourceId source, const PageDay& day) { days_[source] = day; }
    void set_host(const PageHost& host, Now now);

    /// The page of an article is wanted; in place of what was known of it. Nothing changes while it is asked for.
    void add(const WaitingPage& page, const std::string& host);
    /// It is not wanted any more.
    void remove(ArticleId article);

    /// The source was visited: the next pages may be asked for.
    void polled(SourceId source) { days_[source].since_poll = 0; }

    /// The page to ask for now, and none of its host until finish(). `jitter` from 0 to 1 lengthens the gap behind it
    /// by up to a quarter.
    [[nodiscard]] std::optional<WaitingPage> next(Now now, double jitter);
    /// A request for a page of the source is made.
    void count_asked(SourceId source, Time now);
    /// It was asked for, or was not: `host` has its turn again.
    void finish(ArticleId article, const std::string& host);

    void set_crawl_delay(const std::string& host, std::optional<std::chrono::milliseconds> delay);
    /// No page of the host before then; an earlier end than the one it has does not count. Articles whose pages cannot
    /// come in time are overdue at once.
    void leave_alone(const std::string& host, Time until);

    /// Forgets hosts of which nothing waits and that neither ask to be left alone nor were asked lately: a source can
    /// name as many as it likes.
    void forget_idle_hosts(Now now);
    [[nodiscard]] std::size_t hosts() const { return hosts_.size(); }

    /// An article that waited too long for its page, until release(); nothing: there is none.
    [[nodiscard]] std::optional<ArticleId> overdue(Time now) const;

    /// The page of an article that waits; null: none does.
    [[nodiscard]] const WaitingPage* find(ArticleId article) const;
    /// The article waits for its page in no feed no longer; the page still waits.
    void release(ArticleId article);

    /// When to look again: something may then be asked for, or is overdue; nothing: not before something changes.
    [[nodiscard]] std::optional<std::chrono::milliseconds> next_look(Now now) const;

    [[nodiscard]] std::size_t waiting() const { return pages_.size(); }
    [[nodiscard]] std::size_t asking() const { return asking_.size(); }
    [[nodiscard]] bool is_asking(ArticleId article) const { return asking_.contains(article); }

private:
    /// Minus its date, minus its number: what came last stands first.
    using Age = std::pair<std::int64_t, std::int64_t>;

    /// The pages of one source at one host.
    struct Waiting {
        std::set<Age> due;
        std::set<std::pair<Time, Age>> later; ///< by the time when they will be due
    };
    struct Host {
        bool is_busy = false;
        std::optional<std::chrono::steady_clock::time_point> last; ///< when a page was last asked for
        double stretch = 1;                                        ///< of the gap behind that
        std::chrono::milliseconds crawl_delay{};
        Time until{};
        std::map<SourceId, Waiting> waiting;
    };
    struct Known {
        WaitingPage page;
        std::string host;
        bool is_due = false; ///< it stands in Waiting::due
    };

    [[nodiscard]] static Age age_of(const WaitingPage& page);
    void unlist(const Known& known);
    void note_due(Waiting& waiting, Time now);
    void end_hopeless_hold(Known& known, Time from);
    [[nodiscard]] bool may_ask(SourceId source, Time now) const;
    [[nodiscard]] std::chrono::milliseconds wait_for(const Host& host, SourceId source, Time due, Now now) const;

    std::map<SourceId, PageLimits> limits_;
    std::map<SourceId, PageDay> days_;
    std::map<std::string, Host> hosts_;
    std::unordered_map<ArticleId, Known> pages_; ///< those that wait, and none that is asked for
    std::set<ArticleId> asking_;
    std::set<std::pair<Time, ArticleId>> holds_; ///< when they end
};

} // namespace arna
