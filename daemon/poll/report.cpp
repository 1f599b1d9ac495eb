#include "daemon/poll/report.hpp"

#include "feeds/text/date/date.hpp"
#include "feeds/text/url/url.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <iterator>

namespace arna {
namespace {

constexpr std::size_t max_error = 200;

spdlog::level::level_enum level_of(const PollReport& report) {
    if (!report.moved_to.empty() || report.is_recovered) return spdlog::level::info;
    switch (report.outcome) {
    case PollOutcome::stored:
        if (!report.error.empty()) return spdlog::level::warn;
        return report.added + report.revised > 0 ? spdlog::level::info : spdlog::level::debug;
    case PollOutcome::failed: return report.failures == 1 ? spdlog::level::warn : spdlog::level::debug;
    case PollOutcome::gone: return spdlog::level::warn;
    default: return spdlog::level::debug;
    }
}

std::string_view event_of(PollOutcome outcome) {
    switch (outcome) {
    case PollOutcome::unchanged:
    case PollOutcome::stored: return "polled";
    case PollOutcome::failed: return "poll failed";
    case PollOutcome::gone: return "source is gone";
    case PollOutcome::not_due: return "not due";
    case PollOutcome::disabled: return "disabled";
    case PollOutcome::aborted: return "poll aborted";
    }
    return "";
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

std::string text_of(const PollReport& report) {
    std::string line(event_of(report.outcome));
    auto out = std::back_inserter(line);
    fmt::format_to(out, " source={}", report.source);
    if (report.status != 0) fmt::format_to(out, " status={}", report.status);
    if (report.outcome == PollOutcome::stored)
        fmt::format_to(out, " new={} revised={} unchanged={} bytes={}", report.added, report.revised, report.unchanged,
                       report.bytes);
    if (was_visited(report.outcome)) fmt::format_to(out, " ms={}", report.took.count());
    if (!report.moved_to.empty())
        fmt::format_to(out, " moved_to=\"{}\"", escaped_text(masked_url(report.moved_to), max_error));
    if (report.is_recovered) line += " recovered=true";
    if (report.failures > 0) fmt::format_to(out, " failures={}", report.failures);
    if (!report.error.empty()) fmt::format_to(out, " error=\"{}\"", escaped_text(report.error, max_error));
    const bool has_next = report.outcome == PollOutcome::failed || report.outcome == PollOutcome::not_due;
    if (has_next) fmt::format_to(out, " next={}", format_rfc3339(report.next));
    return line;
}

void log(const PollReport& report) {
    const auto level = level_of(report);
    if (spdlog::should_log(level)) spdlog::log(level, "{}", text_of(report));
}

} // namespace arna
