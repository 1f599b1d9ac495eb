#include "daemon/operations/activity/activity.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace arna {
namespace {

std::uint32_t milliseconds_of(std::chrono::milliseconds time) {
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(time.count(), 0, UINT32_MAX));
}

} // namespace

void Activity::polled(const PollReport& report, Time now) {
    assert(home_.is_here());
    if (report.late) lateness_seconds_.note(*report.late);
    totals_.received_bytes += report.received;
    PollCounts polls;
    count_outcome(report, polls);
    if (report.outcome == PollOutcome::aborted) return; // it is due again: nothing of it counts
    poll_seconds_.note(report.took);
    totals_.decoded_bytes += report.bytes;
    totals_.problems += report.problems;
    totals_.added += report.added;
    totals_.revised += report.revised;
    auto& source = counts_.sources[report.id];
    for (auto* const counts : {&source, &counts_.total}) {
        auto& hour = counts->hours.at(hour_of(now));
        hour.polls += polls;
        hour.worst_late =
            std::max(hour.worst_late, milliseconds_of(report.late.value_or(std::chrono::milliseconds(0))));
        if (report.added > 0) counts->add_articles(static_cast<std::uint32_t>(report.added), now);
    }
    unsaved_sources_.insert(report.id);
    is_total_unsaved_ = true;
    moved(report.moves, now);
}

void Activity::count_outcome(const PollReport& report, PollCounts& hour) {
    switch (report.outcome) {
    case PollOutcome::stored:
        if (report.added + report.revised > 0) {
            ++totals_.polls_fresh;
            ++hour.fresh;
            return;
        }
        [[fallthrough]];
    case PollOutcome::unchanged:
        ++totals_.polls_unchanged;
        ++hour.unchanged;
        return;
    case PollOutcome::failed:
    case PollOutcome::gone:
        ++(report.outcome == PollOutcome::gone ? totals_.polls_gone : totals_.polls_failed);
        ++totals_.failures[static_cast<std::size_t>(report.reason)];
        ++hour.failed;
        return;
    case PollOutcome::aborted: ++totals_.polls_aborted; return;
    case PollOutcome::not_due:
    case PollOutcome::disabled: return;
    }
}

void Activity::moved(std::span<const TagMoves> moves, Time now) {
    assert(home_.is_here());
    for (const auto& one : moves) {
        totals_.joined += one.joined;
        totals_.left += one.left;
        if (one.joined == 0) continue;
        counts_.tags[one.tag].add_articles(static_cast<std::uint32_t>(one.joined), now);
        unsaved_tags_.insert(one.tag);
    }
}

void Activity::load(ActivityCounts counts) {
    assert(home_.is_here());
    counts_ = std::move(counts);
}

std::vector<ActivityRecord> Activity::take_unsaved() {
    assert(home_.is_here());
    using Kind = ActivityRecord::Kind;
    std::vector<ActivityRecord> records;
    for (const auto id : std::exchange(unsaved_sources_, {}))
        records.push_back(
            {.kind = Kind::source, .subject = std::to_underlying(id), .counts = encode_counts(counts_.sources[id])});
    for (const auto id : std::exchange(unsaved_tags_, {}))
        records.push_back(
            {.kind = Kind::tag, .subject = std::to_underlying(id), .counts = encode_counts(counts_.tags[id])});
    if (std::exchange(is_total_unsaved_, false))
        records.push_back({.kind = Kind::total, .subject = 0, .counts = encode_counts(counts_.total)});
    return records;
}

} // namespace arna
