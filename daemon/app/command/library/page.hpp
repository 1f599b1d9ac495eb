#pragma once
#include "daemon/app/command/table/command.hpp"
#include "feeds/text/time.hpp"

#include <string>
#include <string_view>

namespace arna {

[[nodiscard]] Command page_command();

/// Answers one line of `arna page --json-lines`: the reading of the page in the file that it names, or an object with
/// `error`. `now` is when a page was fetched whose line does not say.
[[nodiscard]] std::string page_line(std::string_view line, Time now);

} // namespace arna
