#include "daemon/poll/visit_report.hpp"

namespace arna {

PollReport report_of(const PollSource& source, PollOutcome outcome, const PollState& before, const PollState& after) {
    return {.source = source.name,
            .outcome = outcome,
            .status = after.status,
            .next = after.due,
            .failures = after.failures,
            .is_recovered = after.failures == 0 && before.failures > 0,
            .recovered_from = before.failures,
            .moved_to = after.moved_url != before.moved_url ? after.moved_url : "",
            .failing_since = after.failures > 0 ? after.failing_since : before.failing_since,
            .id = source.id,
            .error = after.error};
}

} // namespace arna
