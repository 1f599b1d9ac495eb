#pragma once
#include "daemon/store/records.hpp"

#include <string_view>

namespace arna {

/// How a source stands, in one word.
enum class SourceHealth {
    broken,  ///< the last visits failed, and the page has another form than the rules or the last time: edit the rules
    failing, ///< the last visit failed
    off,     ///< not polled until an operator acts: a 410, or switched off
    silent,  ///< visits succeed, but nothing new has come for long, against its habit
    never,   ///< no visit has ended yet
    ok,
};

/// As its visits tell. What the configuration switches off is `off` besides; that the store does not know.
[[nodiscard]] SourceHealth health(const PollState& poll);
/// The same, and whether it is silent.
[[nodiscard]] SourceHealth source_health(const SourceRecord& source);

/// "broken", "failing", "off", "silent", "never", "ok": for metrics, status and events.
[[nodiscard]] std::string_view health_name(SourceHealth health);

} // namespace arna
