#include "daemon/measure/metric_text.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;

TEST_CASE("Metrics are families of samples", "[measure]") {
    MetricText metrics;
    metrics.family("arna_sources", "gauge", "Configured sources by health.");
    metrics.value({{"health", "ok"}}, 3);
    metrics.value({{"health", "a\"b\\c\nd"}}, 0);
    metrics.gauge("arna_time_seconds", "A moment.", 1'771'848'000.25);
    CHECK(std::move(metrics).take() == "# HELP arna_sources Configured sources by health.\n"
                                       "# TYPE arna_sources gauge\n"
                                       "arna_sources{health=\"ok\"} 3\n"
                                       "arna_sources{health=\"a\\\"b\\\\c\\nd\"} 0\n"
                                       "# HELP arna_time_seconds A moment.\n"
                                       "# TYPE arna_time_seconds gauge\n"
                                       "arna_time_seconds 1771848000.250\n");
}

TEST_CASE("A histogram counts what is at most each bound", "[measure]") {
    static constexpr std::array bounds{0.1, 1.0};
    Histogram histogram(bounds);
    for (const auto duration : {50ms, 100ms, 500ms, 3000ms}) histogram.note(duration);
    MetricText metrics;
    metrics.family("arna_poll_seconds", "histogram", "Time of visits.");
    metrics.histogram(histogram, {{"format", "atom"}});
    CHECK(std::move(metrics).take() == "# HELP arna_poll_seconds Time of visits.\n"
                                       "# TYPE arna_poll_seconds histogram\n"
                                       "arna_poll_seconds_bucket{format=\"atom\",le=\"0.1\"} 2\n"
                                       "arna_poll_seconds_bucket{format=\"atom\",le=\"1\"} 3\n"
                                       "arna_poll_seconds_bucket{format=\"atom\",le=\"+Inf\"} 4\n"
                                       "arna_poll_seconds_sum{format=\"atom\"} 3.65\n"
                                       "arna_poll_seconds_count{format=\"atom\"} 4\n");
}
