#pragma once
#include "daemon/app/exit_status.hpp"

#include <boost/json.hpp>

#include <cstddef>
#include <expected>
#include <functional>
#include <string>

namespace arna {

/// Takes one row of an answer; false: whoever asked wants no more.
using TakeRow = std::function<bool(boost::json::object)>;

/// Why a command did not do what it was asked.
struct CommandError {
    ExitStatus status = ExitStatus::wrong;
    std::string where;
    std::string what;       ///< says what to do, too
    std::size_t column = 0; ///< of a rule, in code points from 1; 0: of nothing
    std::string excerpt;    ///< lines to show below: the rule and a caret
};

/// How a command ended: `done`, or `no`.
using CommandEnd = std::expected<ExitStatus, CommandError>;

/// A row as one line of JSON without its line feed. What a terminal would obey is escaped.
[[nodiscard]] std::string json_line(const boost::json::value& row);

/// Writes an error to standard error. Its status.
ExitStatus report(const CommandError& error);

} // namespace arna
