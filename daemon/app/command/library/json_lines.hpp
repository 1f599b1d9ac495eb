#pragma once
#include "feeds/text/error.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace arna {

/// Answers every line that comes from `in` with a line to `out`, in order, until the input ends. Reading never waits
/// for writing: whoever sends all lines before reading an answer is not blocked, for unread answers are kept in memory;
/// and an answer goes out before the next line is looked at, as soon as the other side takes it. `answer` gets a line
/// without its end, and gives one. Errc::io: reading or writing failed.
[[nodiscard]] Result<void> answer_lines(int in, int out, const std::function<std::string(std::string_view)>& answer);

} // namespace arna
