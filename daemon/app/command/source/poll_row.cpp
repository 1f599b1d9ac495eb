#include "daemon/app/command/source/poll_row.hpp"

#include "daemon/app/terminal/terminal.hpp"
#include "daemon/control/json_members.hpp"
#include "daemon/log/events.hpp"
#include "feeds/text/date/date.hpp"
#include "feeds/text/url/url.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <array>
#include <string_view>

namespace arna {
namespace {

namespace json = boost::json;

constexpr auto outcomes =
    std::to_array({PollOutcome::unchanged, PollOutcome::stored, PollOutcome::failed, PollOutcome::gone,
                   PollOutcome::not_due, PollOutcome::disabled, PollOutcome::aborted});

PollReport report_of(const json::object& row) {
    PollReport report{.source = text_of(row, "source"),
                      .status = static_cast<int>(count_of(row, "status")),
                      .added = count_of(row, "added"),
                      .revised = count_of(row, "revised"),
                      .unchanged = count_of(row, "unchanged"),
                      .bytes = count_of(row, "bytes"),
                      .took = std::chrono::milliseconds(count_of(row, "ms")),
                      .failures = static_cast<std::int32_t>(count_of(row, "failures")),
                      .moved_to = text_of(row, "moved_to"),
                      .gap_interval = std::chrono::minutes(count_of(row, "gap_minutes")),
                      .held = count_of(row, "held"),
                      .error = text_of(row, "error")};
    for (const auto outcome : outcomes)
        if (name_of(outcome) == text_of(row, "outcome")) report.outcome = outcome;
    if (const auto next = parse_date(text_of(row, "next"))) report.next = *next;
    return report;
}

} // namespace

json::object row_of(const PollReport& report) {
    json::object row{{"source", report.source}, {"outcome", name_of(report.outcome)}};
    if (report.status != 0) row["status"] = report.status;
    row["added"] = report.added;
    row["revised"] = report.revised;
    row["unchanged"] = report.unchanged;
    row["bytes"] = report.bytes;
    row["ms"] = report.took.count();
    if (report.held > 0) row["held"] = report.held;
    if (report.gap_interval.count() > 0) row["gap_minutes"] = report.gap_interval.count();
    if (report.next != Time{}) row["next"] = format_rfc3339(report.next);
    if (!report.moved_to.empty()) row["moved_to"] = masked_url(report.moved_to);
    if (report.failures > 0) row["failures"] = report.failures;
    if (!report.error.empty()) row["error"] = report.error;
    return row;
}

std::string poll_text(const json::object& row) {
    if (row.contains("accepted"))
        return fmt::format("accepted source={} articles={}\n", text_of(row, "source"), count_of(row, "accepted"));
    const auto poll = report_of(row);
    return styled(is_failure(poll) ? Style::red : Style::plain, text_of(poll)) + '\n';
}

std::vector<std::string> poll_warnings(const json::object& row) {
    std::vector<std::string> warnings;
    if (const auto minutes = count_of(row, "gap_minutes"); minutes > 0)
        warnings.push_back(
            fmt::format("{}: {}; poll it every {} min or more often", events::gap.name, events::gap.sentence, minutes));
    if (const auto held = count_of(row, "held"); held > 0)
        warnings.push_back(fmt::format("{}: {} old articles came as new and are held back; 'arna poll --accept {}' "
                                       "takes them in",
                                       events::burst.name, held, text_of(row, "source")));
    return warnings;
}

bool is_failure(const PollReport& report) {
    return report.outcome == PollOutcome::failed || report.outcome == PollOutcome::gone ||
           report.outcome == PollOutcome::aborted;
}

} // namespace arna
