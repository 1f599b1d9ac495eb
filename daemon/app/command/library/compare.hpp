#pragma once
#include "daemon/app/command/table/command.hpp"
#include "feeds/text/time.hpp"

#include <string>
#include <string_view>

namespace arna {

/// `arna compare --json-lines`: answers two items per line with whether they tell one story.
[[nodiscard]] Command compare_command();

/// {"story", "score"} for a line {"a": item, "b": item}, or {"error": {"message"}}. `now` is when items without `seen`
/// were seen.
[[nodiscard]] std::string compare_line(std::string_view line, Time now);

} // namespace arna
