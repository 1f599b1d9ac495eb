#include "daemon/store/sqlite/rows/sources/event_rows.hpp"

#include "daemon/store/source_health.hpp"
#include "feeds/text/date/date.hpp"

#include <fmt/format.h>

#include <chrono>
#include <string>

namespace arna {
namespace {

std::int64_t unix_seconds(Time time) {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

/// What write_change_of_health() compares, and null where the source has no row yet.
std::optional<PollState> stored_health(sqlite::Connection& db, SourceId source) {
    auto rows =
        db.query("SELECT failures, is_disabled, succeeded, failing_since, misread FROM poll WHERE source = ?", source);
    if (!rows.next()) return std::nullopt;
    return PollState{.failures = static_cast<std::int32_t>(rows.integer(0)),
                     .misread = static_cast<std::int32_t>(rows.integer(4)),
                     .succeeded = rows.time(2),
                     .failing_since = rows.time(3),
                     .is_disabled = rows.integer(1) != 0};
}

std::string last_success(const PollState& poll) {
    return poll.succeeded == Time{} ? "It never succeeded." : "Last success: " + format_rfc3339(poll.succeeded) + ".";
}

std::string text_of_change(const PollState& before, const PollState& after) {
    switch (health(after)) {
    case SourceHealth::broken:
        return fmt::format("{}. The page has changed: look at it with 'arna try', and edit the rules. {}", after.error,
                           last_success(after));
    case SourceHealth::failing: return fmt::format("{}. {}", after.error, last_success(after));
    case SourceHealth::off: return fmt::format("{}. It is not polled any more. {}", after.error, last_success(after));
    case SourceHealth::ok:
        return before.failing_since == Time{}
                   ? "It is polled again."
                   : fmt::format("It is polled again. It failed {} since {}.",
                                 before.failures == 1 ? "once" : fmt::format("{} times", before.failures),
                                 format_rfc3339(before.failing_since));
    case SourceHealth::silent: // noted where it begins and ends
    case SourceHealth::never: break;
    }
    return {};
}

void remove_old_events(sqlite::Connection& db, Time now) {
    db.run("DELETE FROM event WHERE at < ?", now - events_are_kept);
    db.run("DELETE FROM event WHERE at < ? AND kind IN ('broken', 'failing', 'off', 'ok')",
           now - health_events_are_kept);
    db.run("DELETE FROM event WHERE number <= (SELECT max(number) FROM event) - ?", most_events);
}

} // namespace

void write_event(sqlite::Connection& db, const NewEvent& event) {
    remove_old_events(db, event.at);
    db.run("INSERT INTO event (source, kind, at, ended, id, text) VALUES (?1, ?2, ?3, 0, "
           "max(?4, 1 + ifnull((SELECT max(id) FROM event WHERE source = ?1 AND kind = ?2), 0)), ?5)",
           event.source, event.kind, event.at, unix_seconds(event.at), event.text);
}

void end_event(sqlite::Connection& db, SourceId source, std::string_view kind, Time now, std::string_view text) {
    db.run("UPDATE event SET ended = ?, text = text || ? WHERE number = "
           "(SELECT max(number) FROM event WHERE source = ? AND kind = ? AND ended = 0)",
           now, text, source, kind);
}

std::vector<StoredEvent> read_events(sqlite::Connection& db) {
    std::vector<StoredEvent> events;
    for (auto rows = db.query("SELECT ifnull(s.name, ''), e.kind, e.at, e.ended, e.id, e.text FROM event e "
                              "LEFT JOIN source s ON s.id = e.source ORDER BY max(e.at, e.ended) DESC, e.number DESC");
         rows.next();)
        events.push_back({.source = rows.text(0),
                          .kind = rows.text(1),
                          .at = rows.time(2),
                          .ended = rows.time(3),
                          .id = rows.integer(4),
                          .text = rows.text(5)});
    return events;
}

void write_change_of_health(sqlite::Connection& db, SourceId source, const PollState& after) {
    const auto before = stored_health(db, source);
    if (!before) return;
    const auto was = health(*before), is = health(after);
    const bool is_first_success = was == SourceHealth::never && is == SourceHealth::ok;
    if (was == is || is == SourceHealth::never || is_first_success) return; // a new address begins anew
    write_event(db, {.source = source,
                     .kind = std::string(health_name(is)),
                     .at = after.tried,
                     .text = text_of_change(*before, after)});
}

} // namespace arna
