#include "daemon/poll/scheduler/first_due.hpp"

#include "daemon/poll/decide.hpp"
#include "daemon/poll/interval.hpp"

#include <algorithm>
#include <utility>

namespace arna {
namespace {

using std::chrono::milliseconds;

bool was_never_polled(const PollState& state) { return state.due == Time{}; }

} // namespace

milliseconds longest_wait(const PollSource& source, const PollState& state) {
    const auto asked = std::chrono::ceil<std::chrono::seconds>(state.wait);
    const auto wait =
        next_wait({.interval = interval_of(source, state),
                   .failures = state.failures,
                   .retry_after = state.lengthened_by == "Retry-After" ? std::optional(asked) : std::nullopt,
                   .freshness = source.freshness == Freshness::obey ? state.freshness : std::chrono::seconds(0),
                   .freshness_from = state.freshness_from},
                  1.0);
    return std::min(state.wait, wait.time);
}

std::vector<milliseconds> first_due(std::span<const Candidate> candidates, Time now) {
    std::vector<milliseconds> waits(candidates.size(), milliseconds(0));
    std::vector<std::size_t> overdue;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const auto& [source, state] = candidates[i];
        if (was_never_polled(*state)) continue;
        if (state->due <= now)
            overdue.push_back(i);
        else
            waits[i] = std::min(state->due - now, longest_wait(*source, *state));
    }
    std::ranges::sort(overdue, {}, [&](std::size_t i) { return std::pair(candidates[i].state->due, i); });
    const auto count = static_cast<std::int64_t>(overdue.size());
    for (std::int64_t rank = 0; rank < count; ++rank) {
        const auto& [source, state] = candidates[overdue[static_cast<std::size_t>(rank)]];
        waits[overdue[static_cast<std::size_t>(rank)]] =
            std::min<milliseconds>(interval_of(*source, *state), max_spread) * rank / count;
    }
    return waits;
}

} // namespace arna
