#pragma once
#include "daemon/store/records.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace arna {

enum class PageOutcome {
    read,      ///< the page gives something, or something else than before
    unchanged, ///< 304, or the same again
    failed,    ///< it is asked for again
    refused,   ///< it will not be read
    postponed, ///< nothing was asked
};
inline constexpr int page_outcomes = static_cast<int>(PageOutcome::postponed) + 1;

/// "read", "unchanged" …
[[nodiscard]] constexpr std::string_view page_outcome_name(PageOutcome outcome) {
    constexpr std::string_view names[] = {"read", "unchanged", "failed", "refused", "postponed"};
    return names[static_cast<int>(outcome)];
}

/// What asking for the page of an article came to.
struct PageReport {
    std::string source;
    std::string url;
    PageOutcome outcome = PageOutcome::postponed;
    int status = 0;  ///< 0: no answer came
    std::string why; ///< of failed, refused and postponed; may quote what the server said
    std::vector<TagMoves> moves;
};

} // namespace arna
