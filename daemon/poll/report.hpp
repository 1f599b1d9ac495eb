#pragma once
#include "feeds/text/escaped_text.hpp" // for whoever logs PollReport::error
#include "feeds/text/time.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

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
    Time next{};               ///< when it is due again
    std::int32_t failures = 0; ///< in a row, this one included
    bool is_recovered = false; ///< it succeeded and the one before had failed
    std::string moved_to;      ///< a permanent redirect that was taken over by this poll
    std::string error;         ///< may quote what the source said: shown only through text_of() or escaped_text()
};

/// One line: `polled source=zakon-kk status=304 ms=183`. Remote text in it is escaped and cut.
[[nodiscard]] std::string text_of(const PollReport& report);

/// Logs the line: debug for unchanged, info for new items and changes of state, warn for the first failure in a row.
void log(const PollReport& report);

} // namespace arna
