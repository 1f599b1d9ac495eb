#pragma once
#include "daemon/app/command/table/command.hpp"
#include "feeds/rules/query/lists.hpp"
#include "feeds/rules/rule_set.hpp"
#include "feeds/text/time.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// `arna match --json-lines`: answers a rule and an item per line with whether they match, and why.
[[nodiscard]] Command match_command();

/// Answers the lines of `arna match --json-lines`. It remembers the last rule, for scripts ask one rule about many
/// items.
class LineMatcher {
public:
    /// `lists` are those that rules may use; the aliases of `tags` count in `#name`.
    LineMatcher(TermLists lists, std::vector<TagRule> tags);
    ~LineMatcher();

    /// {"match", "because"} for {"query", "item"}, or {"error": {"message", "column"}}; the column is one of the query,
    /// or of the line where that is no JSON. `now` is when an item without `seen` was seen.
    [[nodiscard]] std::string answer(std::string_view line, Time now);

private:
    struct Rule;

    TermLists lists_;
    std::vector<TagRule> tags_;
    std::unique_ptr<Rule> rule_;
};

} // namespace arna
