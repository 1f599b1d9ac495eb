#include "daemon/pages/page_metrics.hpp"

#include "daemon/measure/metric_text.hpp"

#include <utility>

namespace arna {

std::string metrics_of(const PageCounters& counters) {
    MetricText metrics;
    metrics.family("arna_pages_total", "counter", "Pages of articles that were dealt with.");
    for (int i = 0; i < page_outcomes; ++i)
        metrics.value({{"outcome", page_outcome_name(static_cast<PageOutcome>(i))}},
                      counters.outcomes[static_cast<std::size_t>(i)]);
    metrics.gauge("arna_pages_waiting", "Pages that are to be asked for, now or later.", counters.waiting);
    metrics.gauge("arna_pages_in_flight", "Pages that are asked for.", counters.asking);
    metrics.counter("arna_pages_not_in_time_total",
                    "Articles that entered their tags without their pages, which were not in time.", counters.released);
    return std::move(metrics).take();
}

} // namespace arna
