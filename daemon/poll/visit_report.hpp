#pragma once
#include "daemon/poll/report.hpp"
#include "daemon/poll/source.hpp"
#include "daemon/store/records.hpp"

namespace arna {

/// What a visit meant for its source: how it stands after it, and how it stood `before`. What the visit cost and what
/// it brought is for whoever made it to say.
[[nodiscard]] PollReport report_of(const PollSource& source, PollOutcome outcome, const PollState& before,
                                   const PollState& after);

} // namespace arna
