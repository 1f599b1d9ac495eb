#pragma once
#include "daemon/async/memory_gate.hpp"
#include "daemon/changes/changes.hpp"
#include "daemon/pages/page_report.hpp"
#include "daemon/pages/shared_marks.hpp"
#include "daemon/poll/robots_cache.hpp"
#include "daemon/poll/rules.hpp"
#include "daemon/poll/scheduler/scheduler.hpp"
#include "daemon/poll/source.hpp"
#include "daemon/store/page_records.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace arna {

/// What asking for pages uses; all of it outlives the visits.
struct PageServices {
    PollServices poll;
    RobotsCache& robots;
    MemoryGate& reading;
    Changes& changes;
    SharedMarks& marks;
    std::function<std::shared_ptr<const PollRules>()> rules; ///< those that hold at the moment
};

struct PageResult {
    PageReport report;
    std::optional<WaitingPage> again; ///< as it waits now; nothing: it does not
    bool is_asked = false;            ///< a request was made
    std::optional<std::chrono::milliseconds> crawl_delay;
    std::optional<std::chrono::milliseconds> leave_alone; ///< the host asks for so much time
};

/// Asks for the page of an article, reads it, fills the article from it, stores that: one visit reads as its table of
/// contents. What was found is durable when this comes back. Throws StoreFailure: nothing of it was stored, the page
/// waits as before. On the io thread.
boost::asio::awaitable<PageResult> visit_page(const PageServices& services, WaitingPage page,
                                              std::shared_ptr<const PollSource> source);

/// The page of an article is waited for no longer: it enters its tags with what there is. `source` is its owner as it
/// is configured; null: it left the configuration. What changed is in the report. Throws StoreFailure.
boost::asio::awaitable<PageReport> release_article(const PageServices& services, ArticleId article,
                                                   std::shared_ptr<const PollSource> source);

/// The page of an article is not asked for any more, for `why`: it stays as it was read, or is refused. Throws
/// StoreFailure.
boost::asio::awaitable<PageReport> give_up_page(const PageServices& services, WaitingPage page,
                                                std::shared_ptr<const PollSource> source, std::string why);

/// Reads a page that was kept again, as its source is configured now, without a request. True if the article says
/// something else by it: it is taken over, and is no revision, for nobody has written anything. Throws StoreFailure.
boost::asio::awaitable<bool> reread_article(const PageServices& services, ArticleId article,
                                            std::shared_ptr<const PollSource> source);

} // namespace arna
