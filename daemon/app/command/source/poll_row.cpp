#include "daemon/app/command/source/poll_row.hpp"

#include "daemon/app/terminal/terminal.hpp"
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

std::string text(const json::object& row, std::string_view key) {
    const auto* value = row.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::size_t number(const json::object& row, std::string_view key) {
    const auto* value = row.if_contains(key);
    boost::system::error_code error;
    const auto read = value == nullptr ? std::size_t{} : value->to_number<std::size_t>(error);
    return error ? 0 : read;
}

PollReport report_of(const json::object& row) {
    PollReport report{.source = text(row, "source"),
                      .status = static_cast<int>(number(row, "status")),
                      .added = number(row, "added"),
                      .revised = number(row, "revised"),
                      .unchanged = number(row, "unchanged"),
                      .bytes = number(row, "bytes"),
                      .took = std::chrono::milliseconds(number(row, "ms")),
                      .failures = static_cast<std::int32_t>(number(row, "failures")),
                      .moved_to = text(row, "moved_to"),
                      .gap_interval = std::chrono::minutes(number(row, "gap_minutes")),
                      .held = number(row, "held"),
                      .error = text(row, "error")};
    for (const auto outcome : outcomes)
        if (name_of(outcome) == text(row, "outcome")) report.outcome = outcome;
    if (const auto next = parse_date(text(row, "next"))) report.next = *next;
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
        return fmt::format("accepted source={} articles={}\n", text(row, "source"), number(row, "accepted"));
    const auto poll = report_of(row);
    return styled(is_failure(poll) ? Style::red : Style::plain, text_of(poll)) + '\n';
}

std::vector<std::string> poll_warnings(const json::object& row) {
    std::vector<std::string> warnings;
    if (const auto minutes = number(row, "gap_minutes"); minutes > 0)
        warnings.push_back(
            fmt::format("{}: {}; poll it every {} min or more often", events::gap.name, events::gap.sentence, minutes));
    if (const auto held = number(row, "held"); held > 0)
        warnings.push_back(fmt::format("{}: {} old articles came as new and are held back; 'arna poll --accept {}' "
                                       "takes them in",
                                       events::burst.name, held, text(row, "source")));
    return warnings;
}

bool is_failure(const PollReport& report) {
    return report.outcome == PollOutcome::failed || report.outcome == PollOutcome::gone ||
           report.outcome == PollOutcome::aborted;
}

} // namespace arna
