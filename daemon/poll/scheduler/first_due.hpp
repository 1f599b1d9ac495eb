#pragma once
#include "daemon/poll/source.hpp"
#include "daemon/store/records.hpp"
#include "feeds/text/time.hpp"

#include <chrono>
#include <span>
#include <vector>

namespace arna {

inline constexpr std::chrono::minutes max_spread{10};

/// A source about to be scheduled.
struct Candidate {
    const PollSource* source = nullptr;
    const PollState* state = nullptr;
};

/// How long the wait of a source can be by what is configured and known today: what is stored may come from a longer
/// interval.
[[nodiscard]] std::chrono::milliseconds longest_wait(const PollSource& source, const PollState& state);

/// When each is due first, counted from `now`, after the program started or was reloaded. Never polled: at once. Not
/// due yet: then, but no later than its wait, whatever happened to the clock. Overdue: spread over the interval, 10
/// minutes at most, the oldest first. Pure.
[[nodiscard]] std::vector<std::chrono::milliseconds> first_due(std::span<const Candidate> candidates, Time now);

} // namespace arna
