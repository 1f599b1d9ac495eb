#include "daemon/app/configuration.hpp"

#include "daemon/app/terminal/standard_io.hpp"
#include "daemon/log/events.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

namespace arna {

LoadRequest config_request(const Invocation& invocation, SecretsNeeded needed, StateNeeded state) {
    LoadRequest request{.file = invocation.config, .environment = Environment::of_process()};
    request.may_lack_secrets = needed == SecretsNeeded::no;
    request.may_lack_state = state == StateNeeded::no;
    if (request.file.empty()) request.file = request.environment.get("ARNA_CONFIG");
    if (request.file.empty()) request.file = default_config_file;
    if (invocation.is_verbose) request.environment.set("ARNA_DAEMON__LOG__LEVEL", "debug");
    return request;
}

std::optional<LoadedConfig> load_or_report(const LoadRequest& request, Warnings warnings) {
    auto loaded = load_config(request);
    if (!loaded) report(loaded.error());
    if (loaded && warnings == Warnings::told) report(loaded->warnings);
    return loaded ? std::optional(std::move(*loaded)) : std::nullopt;
}

namespace {

bool is_named(const Invocation& invocation, const LoadRequest& request) {
    return !invocation.config.empty() || !request.environment.get("ARNA_CONFIG").empty();
}

} // namespace

std::optional<LoadedConfig> load_if_any(const Invocation& invocation) {
    auto request = config_request(invocation, SecretsNeeded::yes, StateNeeded::no);
    std::error_code error;
    if (!is_named(invocation, request) && !std::filesystem::exists(request.file, error)) request.file.clear();
    return load_or_report(request);
}

std::optional<LoadedConfig> load_if_named(const Invocation& invocation) {
    const auto request = config_request(invocation, SecretsNeeded::no, StateNeeded::no);
    if (!is_named(invocation, request)) return LoadedConfig{};
    return load_or_report(request);
}

void log_diagnostic(const Diagnostic& diagnostic) {
    const bool is_warning = diagnostic.severity == Diagnostic::Severity::warning;
    std::vector<LogField> fields{{"file", diagnostic.file}};
    if (diagnostic.line > 0) fields.emplace_back("line", diagnostic.line);
    if (diagnostic.column > 0) fields.emplace_back("column", diagnostic.column);
    fields.emplace_back("what", diagnostic.message);
    log(is_warning ? events::configuration_warning : events::configuration_error, fields);
}

void report(std::span<const Diagnostic> diagnostics) {
    for (const Diagnostic& diagnostic : diagnostics) {
        const auto style = diagnostic.severity == Diagnostic::Severity::error ? Style::red : Style::yellow;
        report_line(text_of(diagnostic), style);
        report_excerpt(diagnostic.excerpt, style);
    }
    const auto is_error = [](const Diagnostic& diagnostic) {
        return diagnostic.severity == Diagnostic::Severity::error;
    };
    if (diagnostics.size() > 1 && std::ranges::any_of(diagnostics, is_error)) report_line(count_text(diagnostics));
}

} // namespace arna
