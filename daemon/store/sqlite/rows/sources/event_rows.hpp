#pragma once
#include "daemon/store/noun/event_store.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"

#include <string_view>
#include <vector>

namespace arna {

/// Adds an event under an id of its own, and removes what is too old.
void write_event(sqlite::Connection& db, const NewEvent& event);

/// EventStore::end_event.
void end_event(sqlite::Connection& db, SourceId source, std::string_view kind, Time now, std::string_view text);

/// All of them, the newest first.
[[nodiscard]] std::vector<StoredEvent> read_events(sqlite::Connection& db);

/// Adds the event that `after` is one of, compared with what is stored of the source: its health is another.
void write_change_of_health(sqlite::Connection& db, SourceId source, const PollState& after);

} // namespace arna
