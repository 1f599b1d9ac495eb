#pragma once
#include "daemon/fetch/fetch_error.hpp"
#include "daemon/store/records.hpp"
#include "feeds/text/escaped_text.hpp" // for whoever shows PollReport::error
#include "feeds/text/time.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

enum class PollOutcome {
    unchanged, ///< 304, or the document that is known already
    stored,    ///< a document was read; `added` and `revised` say what it brought
    failed,    ///< network, status, limit, no feed: `error` says which
    gone,      ///< 410: not polled any more until an operator acts
    not_due,   ///< asked for, but its time has not come
    disabled,  ///< asked for, but switched off (configuration, or 410 before)
    aborted,   ///< the daemon stops, or the store failed; it is due again
};

[[nodiscard]] std::string_view name_of(PollOutcome outcome);

/// What one poll came to.
struct PollReport {
    std::string source;
    PollOutcome outcome = PollOutcome::unchanged;
    int status = 0;                                    ///< of the response; 0: none came, or local files
    std::size_t added = 0, revised = 0, unchanged = 0; ///< items
    std::size_t bytes = 0;                             ///< of the document, decoded
    std::chrono::milliseconds took{};
    Time next{};                     ///< when it is due again
    std::int32_t failures = 0;       ///< in a row, this one included
    bool is_recovered = false;       ///< it succeeded and the one before had failed
    std::int32_t recovered_from = 0; ///< the failures in a row that ended
    std::string moved_to;            ///< a permanent redirect that was taken over by this poll
    Time failing_since{};            ///< of failures, and of those that ended
    SourceId id{};
    std::size_t received = 0;                      ///< bytes of the answer as they came
    std::size_t problems = 0;                      ///< what was odd in the document and tolerated
    FailureReason reason = FailureReason::other;   ///< of a failure
    std::optional<std::chrono::milliseconds> late; ///< since it was due; nothing: somebody asked for it before
    std::vector<TagMoves> moves;                   ///< of the tags that it changed
    std::chrono::minutes
        gap_interval{};   ///< the document shares nothing with the last one: how often to poll it instead
    std::size_t held = 0; ///< of the added: old ones that came as new, and wait to be accepted
    std::string error;    ///< may quote what the source said: shown only through text_of() or escaped_text()
};

/// One line: `polled source=zakon-kk status=304 ms=183`. Remote text in it is escaped and cut.
[[nodiscard]] std::string text_of(const PollReport& report);

/// Logs the line: debug for unchanged, info for new items, warn for the first failure in a row; and what else it means:
/// that the source recovered, moved, is gone.
void log(const PollReport& report);

} // namespace arna
