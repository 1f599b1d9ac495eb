#pragma once
#include "config/config.hpp"

namespace arna {

/// Sets up the log of the process on standard error, one line per event. Text lines start with the time, or, when
/// standard error is the journal's (JOURNAL_STREAM), with its priority ("<4>") instead. JSON lines are objects with
/// "time", "level", "message". Call it before threads start, and again to change the level.
void start_log(LogLevel level, LogFormat format);

} // namespace arna
