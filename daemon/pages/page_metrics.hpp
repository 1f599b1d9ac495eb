#pragma once
#include "daemon/pages/page_queue.hpp"

#include <string>

namespace arna {

/// The lines of /metrics about the pages of articles: arna_pages_total{outcome}, arna_pages_waiting,
/// arna_pages_in_flight, arna_pages_not_in_time_total.
[[nodiscard]] std::string metrics_of(const PageCounters& counters);

} // namespace arna
