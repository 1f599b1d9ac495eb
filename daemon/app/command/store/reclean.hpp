#pragma once
#include "daemon/app/command/table/command.hpp"
#include "daemon/history/history_job.hpp"

#include <boost/json/object.hpp>

namespace arna {

/// `arna reclean`: cleans stored markup again that an older sanitiser let through, after a fix.
[[nodiscard]] Command reclean_command();

/// What it came to.
[[nodiscard]] boost::json::object row_of_recleaning(const HistoryTotals& totals);

} // namespace arna
