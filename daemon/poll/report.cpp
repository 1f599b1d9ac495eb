#include "daemon/poll/report.hpp"

#include "daemon/log/events.hpp"
#include "feeds/text/date/date.hpp"
#include "feeds/text/url/url.hpp"

#include <utility>

namespace arna {
namespace {

LogEvent event_of(PollOutcome outcome) {
    switch (outcome) {
    case PollOutcome::unchanged:
    case PollOutcome::stored: return events::polled;
    case PollOutcome::failed: return events::poll_failed;
    case PollOutcome::gone: return events::source_is_gone;
    case PollOutcome::not_due: return events::not_due;
    case PollOutcome::disabled: return events::disabled;
    case PollOutcome::aborted: return events::poll_aborted;
    }
    return events::poll_aborted;
}

/// How remarkable it is this time.
LogEvent event_of(const PollReport& report) {
    const auto event = event_of(report.outcome);
    switch (report.outcome) {
    case PollOutcome::unchanged: return event.at(LogEvent::Level::debug);
    case PollOutcome::stored:
        if (!report.error.empty()) return event.at(LogEvent::Level::warn);
        return report.added + report.revised > 0 ? event : event.at(LogEvent::Level::debug);
    case PollOutcome::failed: return report.failures > 1 ? event.at(LogEvent::Level::debug) : event;
    default: return event;
    }
}

bool was_visited(PollOutcome outcome) { return outcome != PollOutcome::not_due && outcome != PollOutcome::disabled; }

} // namespace

std::string_view name_of(PollOutcome outcome) {
    switch (outcome) {
    case PollOutcome::unchanged: return "unchanged";
    case PollOutcome::stored: return "stored";
    case PollOutcome::failed: return "failed";
    case PollOutcome::gone: return "gone";
    case PollOutcome::not_due: return "not_due";
    case PollOutcome::disabled: return "disabled";
    case PollOutcome::aborted: return "aborted";
    }
    return "";
}

namespace {

/// The fields of its line, for as long as `report` and `next` are there.
std::vector<LogField> fields_of(const PollReport& report, const std::string& next) {
    std::vector<LogField> fields{{"source", report.source}};
    if (report.status != 0) fields.emplace_back("status", report.status);
    if (report.outcome == PollOutcome::stored) {
        fields.emplace_back("new", report.added);
        fields.emplace_back("revised", report.revised);
        fields.emplace_back("unchanged", report.unchanged);
        fields.emplace_back("bytes", report.bytes);
    }
    if (was_visited(report.outcome)) fields.emplace_back("ms", report.took.count());
    if (report.failures > 0) fields.emplace_back("failures", report.failures);
    fields.emplace_back("error", report.error);
    const bool has_next = report.outcome == PollOutcome::failed || report.outcome == PollOutcome::not_due;
    if (has_next) fields.emplace_back("next", next);
    return fields;
}

} // namespace

std::string text_of(const PollReport& report) {
    const auto next = format_rfc3339(report.next);
    auto fields = fields_of(report, next);
    const auto moved_to = masked_url(report.moved_to);
    if (report.held > 0) fields.emplace_back("held", report.held);
    if (report.gap_interval.count() > 0) fields.emplace_back("gap_minutes", report.gap_interval.count());
    fields.emplace_back("moved_to", moved_to);
    if (report.is_recovered) fields.emplace_back("recovered", true);
    return text_line(event_of(report), fields);
}

void log(const PollReport& report) {
    if (report.is_recovered)
        log(events::source_recovered, {{"source", report.source},
                                       {"failures", report.recovered_from},
                                       {"since", format_rfc3339(report.failing_since)}});
    if (!report.moved_to.empty())
        log(events::source_moved, {{"source", report.source}, {"to", masked_url(report.moved_to)}});
    const auto event = event_of(report);
    if (is_logged(event)) log(event, fields_of(report, format_rfc3339(report.next)));
}

} // namespace arna
