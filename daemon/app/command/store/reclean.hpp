#pragma once
#include "daemon/app/command/table/command.hpp"
#include "daemon/history/history_job.hpp"
#include "daemon/pages/page_queue.hpp"

#include <boost/json/object.hpp>

namespace arna {

/// `arna reclean`: cleans stored markup again that an older sanitiser let through, after a fix; with `--pages` reads
/// kept pages again.
[[nodiscard]] Command reclean_command();

/// What it came to.
[[nodiscard]] boost::json::object row_of_recleaning(const HistoryTotals& totals);
[[nodiscard]] boost::json::object row_of_rereading(const PageQueue::Rereading& done);

} // namespace arna
