#include "daemon/http/site/metrics.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <iterator>

namespace arna {
namespace {

class Metrics {
public:
    void family(std::string_view name, std::string_view type, std::string_view help) {
        fmt::format_to(out(), "# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
        name_ = name;
    }
    template <class Number>
    void value(Number number) {
        fmt::format_to(out(), "{} {}\n", name_, number);
    }
    template <class Number>
    void value(std::string_view label, std::string_view of, Number number) {
        fmt::format_to(out(), "{}{{{}=\"", name_, label);
        for (const char c : of) escape(c);
        fmt::format_to(out(), "\"}} {}\n", number);
    }
    [[nodiscard]] std::string take() && { return std::move(text_); }

private:
    std::back_insert_iterator<std::string> out() { return std::back_inserter(text_); }
    void escape(char c) {
        if (c == '\n') {
            text_ += "\\n";
            return;
        }
        if (c == '"' || c == '\\') text_ += '\\';
        text_ += c;
    }

    std::string text_;
    std::string_view name_;
};

double unix_seconds(Time time) { return std::chrono::duration<double>(time.time_since_epoch()).count(); }

void add_sources(Metrics& metrics, const std::vector<SourceRecord>& sources) {
    std::array<std::size_t, 4> by_health{};
    for (const SourceRecord& source : sources) ++by_health[static_cast<std::size_t>(health(source.poll))];
    metrics.family("arna_sources", "gauge", "Configured sources by health.");
    for (std::size_t i = 0; i < by_health.size(); ++i) {
        metrics.value("health", health_name(static_cast<SourceHealth>(i)), by_health[i]);
    }
    metrics.family("arna_source_failures", "gauge", "Failed polls in a row, of sources that fail.");
    for (const SourceRecord& source : sources) {
        if (source.poll.failures > 0) metrics.value("source", source.name, source.poll.failures);
    }
    metrics.family("arna_source_last_success_timestamp_seconds", "gauge",
                   "When a source was last polled with success.");
    for (const SourceRecord& source : sources) {
        if (source.poll.succeeded != Time{}) metrics.value("source", source.name, unix_seconds(source.poll.succeeded));
    }
}

void add_tags(Metrics& metrics, const std::vector<Operations::Tag>& tags) {
    metrics.family("arna_tag_members", "gauge", "Articles in a tag.");
    for (const Operations::Tag& tag : tags) metrics.value("tag", tag.record.slug, tag.members);
    metrics.family("arna_tag_positions_total", "counter", "Positions given in a tag.");
    for (const Operations::Tag& tag : tags) metrics.value("tag", tag.record.slug, tag.record.state.position);
    metrics.family("arna_tag_last_change_timestamp_seconds", "gauge", "When a tag last changed.");
    for (const Operations::Tag& tag : tags) {
        metrics.value("tag", tag.record.slug, unix_seconds(tag.record.state.changed));
    }
}

void add_server(Metrics& metrics, const ServerCounters& server) {
    metrics.family("arna_http_connections", "gauge", "Open connections of the public listener.");
    metrics.value(server.connections);
    metrics.family("arna_http_connections_total", "counter", "Connections accepted by the public listener.");
    metrics.value(server.accepted);
    metrics.family("arna_http_connections_refused_total", "counter", "Connections for which there was no room.");
    metrics.value(server.refused);
    metrics.family("arna_http_responses_total", "counter", "Answers of the public listener by class of status.");
    for (std::size_t i = 2; i < server.responses.size(); ++i) {
        metrics.value("class", fmt::format("{}xx", i), server.responses[i]);
    }
}

void add_documents(Metrics& metrics, const DocumentsCounters& documents) {
    metrics.family("arna_renders_total", "counter", "Times that documents were rendered.");
    metrics.value(documents.renders);
    metrics.family("arna_document_evictions_total", "counter", "Rendered documents given up for want of room.");
    metrics.value(documents.evictions);
    metrics.family("arna_deltas_total", "counter", "Requests for a delta, by what they got.");
    metrics.value("outcome", "delta", documents.deltas);
    metrics.value("outcome", "whole", documents.wholes);
    metrics.family("arna_document_bytes", "gauge", "Rendered documents kept in memory.");
    metrics.value(documents.kept_bytes);
}

void add_subscribers(Metrics& metrics, const SubscriberCounters& subscribers) {
    metrics.family("arna_tokens", "gauge", "Tokens of private tags that are neither expired nor revoked.");
    metrics.value(subscribers.tokens);
    metrics.family("arna_token_requests_total", "counter", "Requests that showed a token, by what it was.");
    for (std::size_t i = 0; i < subscribers.requests.size(); ++i) {
        metrics.value("outcome", admission_name(static_cast<Admission>(i)), subscribers.requests[i]);
    }
}

} // namespace

std::string metrics_text(const Operations& operations, const ServerCounters& server, const DocumentsCounters& documents,
                         const SubscriberCounters& subscribers, std::string_view version) {
    Metrics metrics;
    metrics.family("arna_build_info", "gauge", "The version that runs.");
    metrics.value("version", version, 1);
    add_sources(metrics, operations.sources);
    add_tags(metrics, operations.tags);
    add_server(metrics, server);
    add_documents(metrics, documents);
    add_subscribers(metrics, subscribers);
    return std::move(metrics).take();
}

} // namespace arna
