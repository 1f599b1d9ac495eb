#pragma once
#include "daemon/poll/rules.hpp"
#include "daemon/poll/scheduler.hpp"
#include "daemon/store/records.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace arna {

/// What matching history again needs besides the rules.
struct RematchJob {
    PollRules rules;
    std::vector<TagRecord> tags;                            ///< as Store::sync_tags gave them
    std::map<std::string, std::vector<std::string>> labels; ///< of each configured source, by its name
    std::function<bool()> is_cancelled;                     ///< asked between slices: a reload or the end makes it true
};

/// Matches the stored history again for every tag whose rule changed (TagRecord::match_run), oldest article
/// first, in bounded slices between which everything else goes on. Each slice is one transaction; a restart goes on
/// where it ended, and `changes` is told. Start it after Scheduler::load() with the same rules. Throws StoreFailure.
boost::asio::awaitable<void> rematch_history(PollServices services, RematchJob job, Changes& changes);

} // namespace arna
