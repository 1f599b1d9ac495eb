#pragma once
#include "daemon/poll/report.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <vector>

/// What a poll came to, as a row and as people see it.
namespace arna {

[[nodiscard]] boost::json::object row_of(const PollReport& report);

/// The row's line of the log, with its line end.
[[nodiscard]] std::string poll_text(const boost::json::object& row);

/// What an operator should know besides, a sentence each: a gap, articles that are held back.
[[nodiscard]] std::vector<std::string> poll_warnings(const boost::json::object& row);

/// Whether the poll did not bring what it was to bring.
[[nodiscard]] bool is_failure(const PollReport& report);

} // namespace arna
