#pragma once
#include "daemon/store/records.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"

/// What SourceWatch has: columns of table poll. All of it is an event too; beginning and end of a silence are logged.
namespace arna {

/// A document shared nothing with the one before; `interval`: how often it should be polled.
void note_gap(sqlite::Connection& db, SourceId source, Time now, std::chrono::minutes interval);

/// So many old articles came as new, and are held back.
void note_burst(sqlite::Connection& db, SourceId source, Time now, std::size_t held);

/// Articles came: ends a silence, and learns the source's longest pause.
void note_news(sqlite::Connection& db, SourceId source, Time now);

/// A visit succeeded and brought nothing new: a silence begins when that has been so for long.
void note_silence(sqlite::Connection& db, SourceId source, Time now);

/// The longest pause between two of a source's articles in the 28 days before its newest one; zero with fewer than 20.
[[nodiscard]] std::chrono::milliseconds longest_pause(sqlite::Connection& db, SourceId source);

} // namespace arna
