#include "daemon/operations/metrics/metrics.hpp"

#include "daemon/operations/metrics/store_metrics.hpp"
#include "daemon/store/store_thread.hpp"

#include <array>
#include <chrono>

namespace arna {
namespace {

double unix_seconds(Time time) { return std::chrono::duration<double>(time.time_since_epoch()).count(); }

void add_polls(MetricText& metrics, const MetricFigures& figures) {
    const auto& totals = figures.totals;
    metrics.family("arna_polls_total", "counter", "Visits to sources by what they came to.");
    metrics.value({{"outcome", "new"}}, totals.polls_fresh);
    metrics.value({{"outcome", "unchanged"}}, totals.polls_unchanged);
    metrics.value({{"outcome", "failed"}}, totals.polls_failed);
    metrics.value({{"outcome", "gone"}}, totals.polls_gone);
    metrics.value({{"outcome", "aborted"}}, totals.polls_aborted);
    metrics.family("arna_poll_failures_total", "counter", "Visits that failed by what they failed of.");
    for (int i = 0; i < failure_reasons; ++i)
        metrics.value({{"reason", name_of(static_cast<FailureReason>(i))}},
                      totals.failures[static_cast<std::size_t>(i)]);
    metrics.family("arna_poll_seconds", "histogram", "Time of a visit, from the request to the commit.");
    metrics.histogram(figures.activity.poll_seconds());
    metrics.family("arna_poll_lateness_seconds", "histogram", "How long after its due time a visit began.");
    metrics.histogram(figures.activity.lateness_seconds());
    metrics.gauge("arna_polls_in_flight", "Visits under way.", figures.polls.in_flight);
    metrics.gauge("arna_polls_waiting", "Sources that are due and wait for their host.", figures.polls.waiting);
    metrics.gauge("arna_polls_late", "Sources that have been due for over a minute.", figures.polls.late);
    metrics.counter("arna_poll_received_bytes_total", "Bytes of answers as they came.", totals.received_bytes);
    metrics.counter("arna_poll_decoded_bytes_total", "Bytes of documents that were read.", totals.decoded_bytes);
    metrics.counter("arna_poll_problems_total", "What was odd in documents and tolerated.", totals.problems);
    metrics.counter("arna_articles_added_total", "Articles that were new.", totals.added);
    metrics.counter("arna_article_revisions_total", "Articles that came to say something else.", totals.revised);
    metrics.counter("arna_memberships_added_total", "Articles that joined a tag.", totals.joined);
    metrics.counter("arna_memberships_removed_total", "Articles that left a tag.", totals.left);
}

void add_history(MetricText& metrics, const std::vector<HistoryStatus>& jobs) {
    metrics.family("arna_history_position", "gauge", "Up to which article a job over the history has come.");
    for (const auto& job : jobs) metrics.value({{"job", job.name}}, static_cast<std::int64_t>(job.done));
    metrics.family("arna_history_articles", "gauge", "How many articles a job over the history has to look at.");
    for (const auto& job : jobs) metrics.value({{"job", job.name}}, static_cast<std::int64_t>(job.of));
}

void add_server(MetricText& metrics, const MetricFigures& figures) {
    const auto& server = figures.connections;
    metrics.gauge("arna_http_connections", "Open connections of the public listener.", server.connections);
    metrics.counter("arna_http_connections_total", "Connections accepted by the public listener.", server.accepted);
    metrics.counter("arna_http_connections_refused_total", "Connections for which there was no room.", server.refused);
    metrics.family("arna_http_responses_total", "counter", "Answers of the public listener by class of status.");
    constexpr std::array<std::string_view, 6> classes{"", "", "2xx", "3xx", "4xx", "5xx"};
    for (std::size_t i = 2; i < classes.size(); ++i) metrics.value({{"class", classes[i]}}, server.responses[i]);
    metrics.family("arna_http_request_seconds", "histogram",
                   "Time from a request to the public listener to the first byte of its answer.");
    metrics.histogram(figures.server.request_seconds());
}

void add_documents(MetricText& metrics, const MetricFigures& figures) {
    constexpr std::array<std::string_view, format_count> names{"atom", "rss", "json", "html", "opml"};
    const auto seconds = [&](int i) -> const Histogram& {
        return figures.documents.render_seconds(static_cast<Format>(i));
    };
    metrics.family("arna_renders_total", "counter", "Documents that were written, by format.");
    for (int i = 0; i < format_count; ++i)
        metrics.value({{"format", names[static_cast<std::size_t>(i)]}}, seconds(i).total());
    metrics.family("arna_render_seconds", "histogram", "Time to write a document, by format.");
    for (int i = 0; i < format_count; ++i)
        metrics.histogram(seconds(i), {{"format", names[static_cast<std::size_t>(i)]}});
    metrics.counter("arna_document_evictions_total", "Rendered documents given up for want of room.",
                    figures.rendered.evictions);
    metrics.family("arna_deltas_total", "counter", "Requests for a delta, by what they got.");
    metrics.value({{"outcome", "delta"}}, figures.rendered.deltas);
    metrics.value({{"outcome", "whole"}}, figures.rendered.wholes);
    metrics.gauge("arna_document_bytes", "Rendered documents kept in memory.", figures.rendered.kept_bytes);
}

void add_reloads(MetricText& metrics, const MetricFigures& figures) {
    const auto& reloads = figures.reloads;
    metrics.gauge("arna_config_last_reload_successful", "Whether the last reload of the configuration succeeded.",
                  reloads.is_last_successful ? 1 : 0);
    metrics.gauge("arna_config_last_reload_success_timestamp_seconds", "When a configuration was last read whole.",
                  unix_seconds(reloads.last_success));
    metrics.family("arna_config_reloads_total", "counter", "Reloads of the configuration by what they came to.");
    metrics.value({{"outcome", "in_force"}}, reloads.in_force);
    metrics.value({{"outcome", "unchanged"}}, reloads.unchanged);
    metrics.value({{"outcome", "failed"}}, reloads.failed);
    metrics.family("arna_backup_last_success_timestamp_seconds", "gauge",
                   "When a backup was last made, where they are on.");
    if (figures.last_backup) metrics.value(unix_seconds(*figures.last_backup));
}

void add_process(MetricText& metrics) {
    const auto process = process_figures();
    metrics.counter("process_cpu_seconds_total", "Time of the processors that was used.", process.cpu_seconds);
    metrics.gauge("process_resident_memory_bytes", "Memory that is held.", process.resident_bytes);
    metrics.gauge("process_open_fds", "Open file descriptors.", process.open_descriptors);
    metrics.gauge("process_max_fds", "File descriptors that may be open.", process.most_descriptors);
    metrics.gauge("process_start_time_seconds", "When the process was started.", process.started);
}

} // namespace

std::string metrics_text(StoreReader& reader, const MetricFigures& figures) {
    MetricText metrics;
    metrics.family("arna_build_info", "gauge", "The version that runs.");
    metrics.value({{"version", figures.version}}, 1);
    add_sources(metrics, reader, figures.switched_off);
    add_tags(metrics, reader);
    add_polls(metrics, figures);
    add_store(metrics, reader, figures.store, figures.state);
    add_history(metrics, figures.history);
    add_documents(metrics, figures);
    add_server(metrics, figures);
    add_reloads(metrics, figures);
    add_process(metrics);
    return std::move(metrics).take();
}

} // namespace arna
