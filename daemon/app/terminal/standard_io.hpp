#pragma once
#include "daemon/app/exit_status.hpp"
#include "daemon/app/terminal/terminal.hpp"
#include "feeds/text/error.hpp"

#include <string>
#include <string_view>

namespace arna {

/// The whole of a file, or of standard input for "-". Errc::io, Errc::not_found: it cannot be read;
/// Errc::limit_exceeded: it is over 256 MiB.
[[nodiscard]] Result<std::string> read_input(const std::string& file);

/// Writes `text` to standard output and makes sure that it arrived there: ExitStatus::done, or a line on standard error
/// and ExitStatus::cannot (a full disk).
[[nodiscard]] ExitStatus write_output(std::string_view text);

/// "arna: <where>: <what>" on standard error, on one line: control characters in either are escaped. In the journal,
/// which names the program itself, "<3><where>: <what>".
void report(std::string_view where, std::string_view what);

/// The same for a text that has where and what: "arna: <text>". On a terminal the name is in that style; in the
/// journal red is the priority of an error and yellow that of a warning.
void report_line(std::string_view text, Style style = Style::red);

/// Lines that explain the last one: a rule with a caret below. Each ends with a line feed.
void report_excerpt(std::string_view lines, Style style = Style::red);

/// The status that an expected failure ends a command with.
[[nodiscard]] ExitStatus status_of(Errc code);

} // namespace arna
