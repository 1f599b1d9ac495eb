#pragma once
#include "config/config.hpp"

namespace arna {

/// Sets up the log of the process on standard error, one line per event (daemon/log). Text lines start with the time;
/// JSON lines are objects with "time", "level", "event" and the event's own keys. In the journal both start with the
/// line's priority ("<4>"), which it takes off, and text has no time. Call it before threads start, and again to change
/// the level.
void start_log(LogLevel level, LogFormat format);

/// Whether standard error is the stream that the journal made for this service (systemd.exec(5), $JOURNAL_STREAM).
[[nodiscard]] bool is_journal();

} // namespace arna
