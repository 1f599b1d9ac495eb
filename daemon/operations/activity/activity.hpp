#pragma once
#include "daemon/async/home_thread.hpp"
#include "daemon/fetch/fetch_error.hpp"
#include "daemon/measure/histogram.hpp"
#include "daemon/operations/activity/counts.hpp"
#include "daemon/poll/report.hpp"

#include <array>
#include <cstdint>
#include <set>
#include <span>
#include <vector>

namespace arna {

/// Since the start of the program.
struct ActivityTotals {
    std::uint64_t polls_fresh = 0, polls_unchanged = 0, polls_failed = 0, polls_gone = 0, polls_aborted = 0;
    std::array<std::uint64_t, failure_reasons> failures{}; ///< by FailureReason; 410 counts as a status
    std::uint64_t received_bytes = 0, decoded_bytes = 0;
    std::uint64_t problems = 0;
    std::uint64_t added = 0, revised = 0; ///< articles
    std::uint64_t joined = 0, left = 0;   ///< memberships

    [[nodiscard]] std::uint64_t polls() const { return polls_fresh + polls_unchanged + polls_failed + polls_gone; }
};

/// Counts what the service does, for metrics, status and plots alike. Lives on the io thread; the histograms may be read
/// from any.
class Activity {
public:
    /// A visit ended.
    void polled(const PollReport& report, Time now);
    /// A change of the rules moved articles.
    void moved(std::span<const TagMoves> moves, Time now);

    [[nodiscard]] const ActivityTotals& totals() const { return totals_; }
    [[nodiscard]] const ActivityCounts& counts() const { return counts_; }
    [[nodiscard]] const Histogram& poll_seconds() const { return poll_seconds_; }
    [[nodiscard]] const Histogram& lateness_seconds() const { return lateness_seconds_; }

    /// Goes on from what was saved.
    void load(ActivityCounts counts);
    /// What changed since the last call, to be saved.
    [[nodiscard]] std::vector<ActivityRecord> take_unsaved();

private:
    void count_outcome(const PollReport& report, PollCounts& hour);

    HomeThread home_;
    ActivityTotals totals_;
    ActivityCounts counts_;
    std::set<SourceId> unsaved_sources_;
    std::set<TagId> unsaved_tags_;
    bool is_total_unsaved_ = false;
    Histogram poll_seconds_{visit_bounds};
    Histogram lateness_seconds_{lateness_bounds};
};

} // namespace arna
